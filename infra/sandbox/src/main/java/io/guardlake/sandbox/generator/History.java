package io.guardlake.sandbox.generator;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a finding's updates change in order, worked out from the seed alone: when it is exported,
 * how often it was seen by then, and how severe it is.
 */
final class History {
  /** Most updates of one finding; the schedule keeps the version's number in 12 bits. */
  static final int MOST_UPDATES = 4000;

  private static final String[] USUAL_SEVERITIES = {"2", "5", "8"};

  private final GeneratorSettings settings;
  private final Slots slots;

  History(GeneratorSettings settings, Slots slots) {
    this.settings = settings;
    this.slots = slots;
  }

  /** The slots of a finding's versions, ascending and distinct. */
  int[] slots(int finding) {
    Dice dice = Dice.of(settings.seed(), "slots", finding);
    int most = Math.min(MOST_UPDATES, slots.count() - 1);
    int updates = Math.min(dice.geometric(settings.meanUpdates()), most);
    int[] chosen = new int[updates + 1];

    for (int update = 1; update <= updates; update++) {
      // Updates come about every six hours, GuardDuty's default publishing frequency.
      chosen[update] = chosen[update - 1] + 1 + dice.geometric(slots.perDay() / 4.0);
    }

    if (updates > 0 && chosen[updates] > most) {
      spreadEvenly(chosen, slots.count() - 1);
    }

    int first = (int) dice.below(slots.count() - chosen[updates]);

    for (int version = 0; version <= updates; version++) {
      chosen[version] += first;
    }

    return chosen;
  }

  /** The version of a finding whose place in its history is given, from 0. */
  Moment moment(int finding, int version) {
    int[] chosen = slots(finding);
    Instant createdAt = updatedAt(finding, 0, chosen);
    Dice dice = Dice.of(settings.seed(), "history", finding);
    FindingKind kind = FindingKinds.draw(dice);
    String severity = firstSeverity(kind, dice);
    boolean sample = dice.chance(0.03);
    long count = dice.chance(0.7) ? 1 : dice.between(2, 40);
    // The signals of a sequence go back further than a single occurrence does.
    int secondsBefore = kind.activity() == Activity.SEQUENCE ? 7200 : count == 1 ? 0 : 60;
    secondsBefore += secondsBefore == 0 ? 0 : dice.between(0, 5400);
    Instant firstSeen = lastSeen(finding, 0, createdAt).minusSeconds(secondsBefore);

    for (int update = 1; update <= version; update++) {
      count += dice.between(1, 12);

      if (dice.chance(0.06) && kind.severity() < 9) {
        severity = USUAL_SEVERITIES[dice.between(0, USUAL_SEVERITIES.length - 1)];
      } else if (dice.chance(0.2) && kind.severity() >= 9) {
        // A sequence grows by further signals, and never becomes less severe.
        severity = higher(severity, dice);
      }
    }

    Instant updatedAt = updatedAt(finding, version, chosen);
    Instant lastSeen = lastSeen(finding, version, updatedAt);
    return new Moment(kind, severity, count, sample, createdAt, updatedAt, firstSeen, lastSeen);
  }

  /** Whole seconds, and later than any of the version before, which is at least 10 s older. */
  private Instant lastSeen(int finding, int version, Instant updatedAt) {
    Dice dice = Dice.of(settings.seed(), "seen", finding, version);
    return updatedAt.minusSeconds(dice.between(1, 8)).truncatedTo(ChronoUnit.SECONDS);
  }

  private static String higher(String severity, Dice dice) {
    BigDecimal raised = new BigDecimal(severity).add(BigDecimal.valueOf(dice.between(1, 3), 1));
    return raised.min(BigDecimal.TEN.setScale(1)).toPlainString();
  }

  private Instant updatedAt(int finding, int version, int[] chosen) {
    return slots.within(chosen[version], Dice.of(settings.seed(), "updatedAt", finding, version));
  }

  private static String firstSeverity(FindingKind kind, Dice dice) {
    if (dice.chance(0.85)) {
      return Integer.toString(kind.severity());
    }

    if (dice.chance(0.7)) {
      return kind.severity() + ".0";
    }

    // A fraction stays in the band: 9.4 is critical as 9 is.
    return kind.severity() + "." + dice.between(1, 9);
  }

  private static void spreadEvenly(int[] chosen, int last) {
    for (int version = 0; version < chosen.length; version++) {
      chosen[version] = (int) ((long) last * version / (chosen.length - 1));
    }
  }

  /**
   * One version of a finding.
   *
   * @param severity the number as it is written, an integer or a decimal
   * @param createdAt the same in all versions
   * @param firstSeen the same in all versions, before {@code createdAt}
   * @param lastSeen not before {@code firstSeen}, before {@code updatedAt}
   */
  record Moment(
      FindingKind kind,
      String severity,
      long count,
      boolean sample,
      Instant createdAt,
      Instant updatedAt,
      Instant firstSeen,
      Instant lastSeen) {}
}
