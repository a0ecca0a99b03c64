package io.guardlake.setup.plan;

import io.guardlake.setup.config.AccountRole;
import io.guardlake.setup.config.FeatureWish;
import io.guardlake.setup.config.SetupConfig;
import io.guardlake.setup.plan.RegionVerdict.Kind;
import io.guardlake.setup.world.DestinationState;
import io.guardlake.setup.world.DetectorState;
import io.guardlake.setup.world.FeatureSetting;
import io.guardlake.setup.world.OptIn;
import io.guardlake.setup.world.RegionState;
import io.guardlake.setup.world.Seen;
import java.util.Optional;
import java.util.TreeMap;

/** Plans the administrator's detector and the destination of each region. */
final class RegionPlanner {
  private final SetupConfig config;
  private final ExportRules rules;
  private final Storage storage;
  private final PlanBuilder plan;

  RegionPlanner(SetupConfig config, ExportRules rules, Storage storage, PlanBuilder plan) {
    this.config = config;
    this.rules = rules;
    this.storage = storage;
    this.plan = plan;
  }

  void plan(RegionState region) {
    String name = region.name();

    if (region.optIn() == OptIn.NOT_OPTED_IN) {
      plan.verdict(name, Kind.NOT_ENABLED, "The security account has not opted in to it.");
      return;
    }

    if (!rules.isChosen(region)) {
      plan.verdict(name, Kind.NOT_CHOSEN, "The configuration leaves it out.");
      return;
    }

    Optional<String> unreadable = unreadable(region);

    if (unreadable.isPresent()) {
      plan.verdict(name, Kind.UNREADABLE, unreadable.get());
      plan.obstacle(name, unreadable.get());
      return;
    }

    Optional<String> otherAdministrator = OrganizationPlanner.otherAdministrator(config, region);

    if (otherAdministrator.isPresent()) {
      plan.verdict(name, Kind.BLOCKED, otherAdministrator.get());
      return;
    }

    detector(region);
    destination(region);
  }

  private static Optional<String> unreadable(RegionState region) {
    return region
        .detector()
        .problem()
        .or(() -> region.detector().found().flatMap(each -> each.destination().problem()));
  }

  private void detector(RegionState region) {
    Optional<DetectorState> detector = region.detector().found();

    if (detector.isEmpty()) {
      TreeMap<String, FeatureChange> features = new TreeMap<>();
      config.features().stream()
          .filter(feature -> !feature.excludeRegions().contains(region.name()))
          .forEach(
              feature ->
                  feature
                      .administrator()
                      .ifPresent(
                          state ->
                              features.put(
                                  feature.name(), FeatureChange.of(state, feature.agents()))));
      plan.add(
          new GuardDutyAction.CreateDetector(
              AccountRole.SECURITY,
              config.accounts().security().id(),
              region.name(),
              config.frequency(),
              features));
      return;
    }

    if (!detector.get().enabled()) {
      plan.add(new GuardDutyAction.ResumeDetector(region.name()));
    }

    config
        .frequency()
        .filter(each -> !each.name().equals(detector.get().frequency()))
        .ifPresent(
            each ->
                plan.add(
                    new GuardDutyAction.ChangeFrequency(
                        region.name(), detector.get().frequency(), each)));
    config.features().stream()
        .filter(feature -> !feature.excludeRegions().contains(region.name()))
        .forEach(feature -> feature(region.name(), detector.get(), feature));
  }

  private void feature(String region, DetectorState detector, FeatureWish wish) {
    if (wish.administrator().isEmpty()) {
      return;
    }

    FeatureSetting setting = detector.features().get(wish.name());

    if (setting == null) {
      plan.note("GuardDuty has no %s in %s; it is passed over.".formatted(wish.name(), region));
      return;
    }

    FeatureChange change = FeatureChange.of(wish.administrator().get(), wish.agents());

    if (!change.holdsIn(setting)) {
      plan.add(new GuardDutyAction.ChangeFeature(region, wish.name(), setting.status(), change));
    }
  }

  private void destination(RegionState region) {
    String name = region.name();
    Optional<String> rule = rules.refusal(region);

    if (rule.isPresent()) {
      plan.verdict(name, Kind.NOT_EXPORTABLE, rule.get());
      return;
    }

    String detector = region.detector().found().map(DetectorState::id).orElse("new");
    Optional<String> refusal = storage.refusal(name, detector);

    if (refusal.isPresent()) {
      plan.verdict(name, Kind.BLOCKED, refusal.get());
      plan.obstacle(name, "GuardDuty of %s could not export: %s".formatted(name, refusal.get()));
      return;
    }

    Seen<DestinationState> seen =
        region.detector().found().map(DetectorState::destination).orElse(Seen.absent());
    destination(name, seen.found());
  }

  private void destination(String region, Optional<DestinationState> present) {
    String arn = rules.destinationArn();

    if (present.isEmpty()) {
      plan.add(new GuardDutyAction.CreateDestination(region, arn, storage.key()));
      plan.verdict(region, Kind.WILL_EXPORT, "Begins to export to %s.".formatted(arn));
      return;
    }

    DestinationState before = present.get();
    boolean same =
        ExportRules.sameDestination(before.arn(), arn)
            && before.keyArn().equals(storage.key().text());

    if (same && !before.isFailing()) {
      plan.verdict(region, Kind.EXPORTS, "Is %s to %s.".formatted(before.status(), arn));
      return;
    }

    String kept = same ? before.arn() : arn;
    plan.add(new GuardDutyAction.UpdateDestination(region, before, kept, storage.key()));
    plan.verdict(
        region,
        Kind.WILL_EXPORT,
        same
            ? "Is %s and is told to try again.".formatted(before.status())
            : "Exports to %s today, and will to %s.".formatted(before.arn(), arn));
  }
}
