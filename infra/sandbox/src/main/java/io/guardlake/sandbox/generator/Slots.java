package io.guardlake.sandbox.generator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The moments at which findings are exported. GuardDuty exports near ticks of 5 minutes; a small
 * tree uses fewer of them, so that its objects hold as many findings as they may.
 */
record Slots(LocalDate firstDay, int days, int perDay) {
  private static final int TICKS_PER_DAY = 288;
  private static final int TICK_SECONDS = 300;
  private static final int LEAST_PER_DAY = 24;

  /** How many full objects an account and region should have to export at a moment. */
  private static final int OBJECTS_PER_SLOT = 3;

  static Slots of(GeneratorSettings settings) {
    double lines = settings.findings() * (1 + settings.meanUpdates()) * (1 + settings.duplicates());
    double linesPerDay = lines / settings.days() / Origin.count(settings);
    double wanted = linesPerDay / settings.perFile() / OBJECTS_PER_SLOT;
    // Updates of a finding need slots of their own, or the mean could not be reached.
    double needed = 12 * (settings.meanUpdates() + 1) / settings.days();
    double perDay = Math.max(LEAST_PER_DAY, Math.max(wanted, needed));
    LocalDate firstDay = settings.lastDay().minusDays(settings.days() - 1L);
    return new Slots(firstDay, settings.days(), (int) Math.min(TICKS_PER_DAY, Math.ceil(perDay)));
  }

  int count() {
    return days * perDay;
  }

  LocalDate day(int slot) {
    return firstDay.plusDays(slot / perDay);
  }

  /** When the slot's export begins; findings in it were updated in the 5 minutes before. */
  Instant start(int slot) {
    int tick = (int) ((slot % perDay + 0.5) * TICKS_PER_DAY / perDay);
    return day(slot)
        .atStartOfDay()
        .toInstant(ZoneOffset.UTC)
        .plusSeconds((long) tick * TICK_SECONDS);
  }

  /** A moment within the 5 minutes before the slot's export. */
  Instant within(int slot, Dice dice) {
    return start(slot).minusMillis(dice.between(5_000, TICK_SECONDS * 1000 - 5_000));
  }
}
