package io.guardlake.setup.status;

import io.guardlake.setup.config.SetupConfig;
import io.guardlake.setup.plan.ExportRules;
import io.guardlake.setup.world.DestinationState;
import io.guardlake.setup.world.DetectorState;
import io.guardlake.setup.world.FeatureSetting;
import io.guardlake.setup.world.RegionState;
import io.guardlake.setup.world.Seen;
import io.guardlake.setup.world.World;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Judges each region by what there is to export. A quiet region is not a broken one: what counts is
 * that the newest active finding came out within GuardDuty's frequency, and some minutes more.
 */
public final class StatusJudge {
  private static final String APPLY = "Run guardlake setup doctor for the cause, then apply.";

  /** New findings come within five minutes; objects take a while to be written and listed. */
  private static final Duration SLACK = Duration.ofMinutes(15);

  private final SetupConfig config;
  private final ExportRules rules;
  private final Instant now;

  public StatusJudge(SetupConfig config, World world, Instant now) {
    this.config = config;
    this.rules = new ExportRules(config, world);
    this.now = now;
  }

  /** Whether a region is to export. */
  public boolean isToExport(RegionState region) {
    return rules.isChosen(region) && rules.refusal(region).isEmpty();
  }

  /** The destination of a region, where it is the one that is wished. */
  public Optional<DestinationState> ours(RegionState region) {
    return region
        .detector()
        .found()
        .map(DetectorState::destination)
        .flatMap(Seen::found)
        .filter(each -> ExportRules.sameDestination(each.arn(), rules.destinationArn()));
  }

  /**
   * Judges a region.
   *
   * @param fresh what was found and exported last; unreadable: why that cannot be told; absent:
   *     nobody asked, and GuardDuty's word counts
   */
  public RegionStatus judge(RegionState region, Seen<Freshness> fresh) {
    Optional<DetectorState> detector = region.detector().found();
    Verdict verdict = verdict(region, fresh);
    return new RegionStatus(
        region.name(),
        verdict.health(),
        detector.map(DetectorState::frequency).orElse(""),
        detector.map(StatusJudge::on).orElse(List.of()),
        detector
            .map(DetectorState::destination)
            .flatMap(Seen::found)
            .map(DestinationState::status)
            .orElse(""),
        ours(region).flatMap(DestinationState::failingSince),
        fresh.found().orElse(new Freshness(Optional.empty(), Optional.empty())),
        region.members().size(),
        verdict.sentence());
  }

  private record Verdict(Health health, String sentence) {}

  private Verdict verdict(RegionState region, Seen<Freshness> fresh) {
    if (!isToExport(region)) {
      return new Verdict(Health.LEFT_OUT, rules.refusal(region).orElse(""));
    }

    Optional<String> problem =
        region
            .detector()
            .problem()
            .or(() -> region.detector().found().flatMap(each -> each.destination().problem()));

    if (problem.isPresent()) {
      return new Verdict(Health.UNKNOWN, problem.get());
    }

    Optional<DetectorState> detector = region.detector().found();

    if (detector.filter(DetectorState::enabled).isEmpty()) {
      return new Verdict(Health.NO_EXPORT, "GuardDuty is not on there. " + APPLY);
    }

    Optional<DestinationState> destination = ours(region);
    return destination
        .map(each -> verdict(each, detector.get(), fresh))
        .orElseGet(() -> new Verdict(Health.NO_EXPORT, "Nothing is exported to here. " + APPLY));
  }

  private Verdict verdict(
      DestinationState destination, DetectorState detector, Seen<Freshness> fresh) {
    if (destination.isFailing()) {
      String since = destination.failingSince().map(each -> " since " + each).orElse("");
      boolean stopped = destination.status().equals("STOPPED");
      return stopped
          ? new Verdict(Health.STOPPED, "GuardDuty gave up%s. %s".formatted(since, APPLY))
          : new Verdict(Health.FAILING, "GuardDuty cannot write%s. %s".formatted(since, APPLY));
    }

    if (!destination.status().equals("PUBLISHING")) {
      return new Verdict(Health.VERIFYING, "GuardDuty has not tried it yet.");
    }

    return fresh
        .problem()
        .map(why -> new Verdict(Health.UNKNOWN, why))
        .or(() -> fresh.found().map(each -> verdict(each, detector)))
        .orElseGet(() -> new Verdict(Health.PUBLISHING, ""));
  }

  private Verdict verdict(Freshness fresh, DetectorState detector) {
    if (fresh.finding().isEmpty()) {
      return new Verdict(Health.QUIET, "");
    }

    // S3 tells seconds.
    Instant finding = fresh.finding().get().truncatedTo(ChronoUnit.SECONDS);

    if (fresh.object().filter(object -> !object.isBefore(finding)).isPresent()) {
      return new Verdict(Health.PUBLISHING, "");
    }

    Instant due = finding.plus(interval(detector.frequency())).plus(SLACK);
    return now.isBefore(due)
        ? new Verdict(Health.DUE, "The finding of %s is due by %s.".formatted(finding, due))
        : new Verdict(
            Health.LATE,
            "The finding of %s was due by %s and is not in the bucket, though GuardDuty says it publishes. %s"
                .formatted(finding, due, APPLY));
  }

  private static Duration interval(String frequency) {
    return switch (frequency) {
      case "FIFTEEN_MINUTES" -> Duration.ofMinutes(15);
      case "ONE_HOUR" -> Duration.ofHours(1);
      default -> Duration.ofHours(6);
    };
  }

  private static List<String> on(DetectorState detector) {
    return detector.features().entrySet().stream()
        .filter(each -> isOn(each.getValue()))
        .map(each -> each.getKey())
        .toList();
  }

  private static boolean isOn(FeatureSetting setting) {
    return setting.status().equals("ENABLED");
  }

  /** How many accounts could be members. */
  public int accounts(World world) {
    return world
        .organization()
        .found()
        .map(each -> each.accounts().keySet())
        .map(
            accounts ->
                (int)
                    accounts.stream()
                        .filter(account -> !account.equals(config.accounts().security().id()))
                        .count())
        .orElse(0);
  }
}
