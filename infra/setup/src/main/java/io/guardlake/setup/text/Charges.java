package io.guardlake.setup.text;

import io.guardlake.setup.plan.Effect;
import io.guardlake.setup.plan.FeatureChange;
import io.guardlake.setup.plan.GuardDutyAction;
import io.guardlake.setup.plan.OrganizationAction;
import io.guardlake.setup.plan.SetupAction;
import io.guardlake.setup.plan.SetupPlan;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How much of what a plan turns on: accounts times regions, at the most. */
final class Charges {
  private static final String GUARDDUTY = "GuardDuty";

  /** By what is charged for, the most accounts it is turned on in, by region. */
  private final SortedMap<String, SortedMap<String, Integer>> accounts = new TreeMap<>();

  private Charges() {}

  static List<String> of(SetupPlan plan) {
    Charges charges = new Charges();
    plan.actions().stream()
        .filter(action -> action.effects().contains(Effect.CHARGES))
        .forEach(charges::add);
    return charges.accounts.entrySet().stream().map(Charges::line).toList();
  }

  private void add(SetupAction action) {
    String region = action.region().orElse("");

    if (action instanceof OrganizationAction.ConfigureOrganization configure) {
      configure.members().ifPresent(any -> put(GUARDDUTY, region, configure.accounts()));
      features(configure.features(), region, configure.accounts());
    } else if (action instanceof OrganizationAction.ChangeMemberFeature change) {
      put(change.feature(), region, change.accounts().size());
    } else if (action instanceof OrganizationAction.EnrolMembers enrol) {
      put(GUARDDUTY, region, enrol.accounts().size());
    } else if (action instanceof GuardDutyAction.CreateDetector create) {
      put(GUARDDUTY, region, 1);
      features(create.features(), region, 1);
    } else if (action instanceof GuardDutyAction.ChangeFeature change) {
      put(change.feature(), region, 1);
    } else if (action instanceof GuardDutyAction
        || action instanceof OrganizationAction.EnableAdministrator) {
      put(GUARDDUTY, region, 1);
    } else {
      put("KMS and S3", region, 1);
    }
  }

  private void features(Map<String, FeatureChange> features, String region, int count) {
    features.forEach(
        (name, change) -> {
          if (!change.status().equals("NONE") && !change.status().equals("DISABLED")) {
            put(name, region, count);
          }
        });
  }

  private void put(String what, String region, int count) {
    accounts.computeIfAbsent(what, any -> new TreeMap<>()).merge(region, count, Math::max);
  }

  private static String line(Map.Entry<String, SortedMap<String, Integer>> entry) {
    int most = entry.getValue().values().stream().mapToInt(Integer::intValue).max().orElse(0);
    int all = entry.getValue().values().stream().mapToInt(Integer::intValue).sum();
    return String.format(
        Locale.ROOT,
        "%s: up to %,d accounts in %d regions (%,d together)",
        entry.getKey(),
        most,
        entry.getValue().size(),
        all);
  }
}
