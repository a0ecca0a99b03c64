package io.guardlake.setup.plan;

import io.guardlake.setup.config.AccountRole;
import io.guardlake.setup.config.AutoEnable;
import io.guardlake.setup.config.FeatureWish;
import io.guardlake.setup.config.ManagementDetector;
import io.guardlake.setup.config.MemberEnrolment;
import io.guardlake.setup.config.OrganizationWish;
import io.guardlake.setup.config.SetupConfig;
import io.guardlake.setup.world.DetectorState;
import io.guardlake.setup.world.FeatureSetting;
import io.guardlake.setup.world.OrganizationConfiguration;
import io.guardlake.setup.world.OrganizationState;
import io.guardlake.setup.world.RegionState;
import io.guardlake.setup.world.World;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Plans trusted access, the delegation, the organization's configuration and its members. */
final class OrganizationPlanner {
  private static final String GUARDDUTY = "guardduty.amazonaws.com";
  private static final String MALWARE = "malware-protection.guardduty.amazonaws.com";

  private final SetupConfig config;
  private final World world;
  private final ExportRules rules;
  private final PlanBuilder plan;
  private final String administrator;

  OrganizationPlanner(SetupConfig config, World world, ExportRules rules, PlanBuilder plan) {
    this.config = config;
    this.world = world;
    this.rules = rules;
    this.plan = plan;
    this.administrator = config.accounts().security().id();
  }

  /** Why the security account cannot administer a region: another account does. */
  static Optional<String> otherAdministrator(SetupConfig config, RegionState region) {
    if (config.organization().isEmpty()) {
      return Optional.empty();
    }

    return region
        .administrator()
        .found()
        .filter(account -> !account.equals(config.accounts().security().id()))
        .map(
            account ->
                "Account %s is GuardDuty's administrator in %s already, and there can be one; name it as accounts.security, or remove it by hand: aws guardduty disable-organization-admin-account --region %s --admin-account-id %s"
                    .formatted(account, region.name(), region.name(), account));
  }

  void plan() {
    Optional<OrganizationWish> wish = config.organization();

    if (wish.isEmpty()) {
      return;
    }

    Optional<String> obstacle = obstacle();

    if (obstacle.isPresent()) {
      plan.obstacle(obstacle.get());
      return;
    }

    OrganizationState organization = world.organization().found().orElseThrow();

    if (organization.managementAccount().equals(administrator)) {
      plan.note(
          "The management account is to administer GuardDuty. It works, but AWS advises against it: least privilege wants an account of its own for this.");
    }

    trust(organization);
    List<RegionState> regions =
        world.regions().values().stream().filter(rules::isChosen).filter(this::isUsable).toList();
    administrators(regions);
    regions.forEach(region -> region(region, wish.get(), organization));
  }

  private Optional<String> obstacle() {
    if (world.organization().problem().isPresent()) {
      return world.organization().problem();
    }

    if (world.organization().isAbsent()) {
      return Optional.of(
          "Account %s is in no organization; remove organization from the configuration."
              .formatted(administrator));
    }

    OrganizationState organization = world.organization().found().orElseThrow();
    String management = config.accounts().management().orElseThrow().id();

    if (!organization.managementAccount().equals(management)) {
      return Optional.of(
          "The management account of organization %s is %s, not %s; set accounts.management."
              .formatted(organization.id(), organization.managementAccount(), management));
    }

    if (!organization.featureSet().equals("ALL")) {
      return Optional.of(
          "Organization %s has only the features %s; enable all features before anything can be delegated."
              .formatted(organization.id(), organization.featureSet()));
    }

    if (!organization.accounts().containsKey(administrator)) {
      return Optional.of(
          "Account %s is no active account of organization %s."
              .formatted(administrator, organization.id()));
    }

    return Optional.empty();
  }

  private void trust(OrganizationState organization) {
    if (!organization.trustedServices().contains(GUARDDUTY)) {
      plan.add(new OrganizationAction.TrustService(GUARDDUTY));
    }

    boolean malware =
        config.features().stream()
            .anyMatch(feature -> feature.name().equals("EBS_MALWARE_PROTECTION"));

    if (malware && !organization.trustedServices().contains(MALWARE)) {
      plan.add(new OrganizationAction.TrustService(MALWARE));
    }
  }

  /** Says why a region is left out, where it is; another planner says it of the detector. */
  private boolean isUsable(RegionState region) {
    if (region.detector().problem().isPresent()) {
      return false;
    }

    Optional<String> why =
        region
            .administrator()
            .problem()
            .or(() -> otherAdministrator(config, region))
            .or(() -> region.organization().problem());
    why.ifPresent(sentence -> plan.obstacle(region.name(), sentence));
    return why.isEmpty();
  }

  private void administrators(List<RegionState> regions) {
    boolean any = regions.stream().anyMatch(region -> region.administrator().found().isPresent());
    Stage stage = any ? Stage.ADMINISTRATORS : Stage.FIRST_ADMINISTRATOR;

    for (RegionState region : regions) {
      if (region.administrator().isAbsent()) {
        plan.add(new OrganizationAction.EnableAdministrator(stage, region.name(), administrator));
        stage = Stage.ADMINISTRATORS;
      }
    }
  }

  private void region(RegionState region, OrganizationWish wish, OrganizationState organization) {
    managementDetector(region, wish, organization);
    configuration(region, wish, organization);
    SortedSet<String> newcomers = newcomers(region, wish, organization);

    if (!newcomers.isEmpty()) {
      plan.add(new OrganizationAction.EnrolMembers(region.name(), newcomers));
    }

    for (FeatureWish feature : config.features()) {
      if (!feature.excludeRegions().contains(region.name())) {
        members(region, feature, newcomers);
      }
    }
  }

  private void managementDetector(
      RegionState region, OrganizationWish wish, OrganizationState organization) {
    boolean wished = wish.managementDetector().equals(Optional.of(ManagementDetector.CREATE));
    boolean own = organization.managementAccount().equals(administrator);

    if (!wished || own) {
      return;
    }

    region.managementDetector().problem().ifPresent(why -> plan.obstacle(region.name(), why));

    if (region.managementDetector().isAbsent()) {
      plan.add(
          new GuardDutyAction.CreateDetector(
              AccountRole.MANAGEMENT,
              organization.managementAccount(),
              region.name(),
              Optional.empty(),
              new TreeMap<>()));
    }
  }

  private void configuration(
      RegionState region, OrganizationWish wish, OrganizationState organization) {
    Optional<OrganizationConfiguration> before = region.organization().found();
    Optional<AutoEnable> members =
        wish.autoEnableMembers()
            .filter(each -> before.filter(now -> now.members().equals(each.name())).isEmpty());
    SortedMap<String, FeatureChange> features = new TreeMap<>();

    for (FeatureWish feature : config.features()) {
      if (!feature.excludeRegions().contains(region.name())) {
        feature
            .autoEnable()
            .map(each -> FeatureChange.of(each, feature.agents()))
            .filter(change -> isNews(change, feature.name(), before))
            .filter(change -> isKnown(region, feature.name()))
            .ifPresent(change -> features.put(feature.name(), change));
      }
    }

    if (members.isPresent() || !features.isEmpty()) {
      plan.add(
          new OrganizationAction.ConfigureOrganization(
              region.name(), before, members, features, organization.accounts().size()));
    }
  }

  private static boolean isNews(
      FeatureChange change, String feature, Optional<OrganizationConfiguration> before) {
    return before.map(now -> now.features().get(feature)).filter(change::holdsIn).isEmpty();
  }

  /** A region whose detector is there tells by it which features there are. */
  private static boolean isKnown(RegionState region, String feature) {
    return region
        .detector()
        .found()
        .map(DetectorState::features)
        .map(features -> features.containsKey(feature))
        .orElse(true);
  }

  private SortedSet<String> newcomers(
      RegionState region, OrganizationWish wish, OrganizationState organization) {
    SortedSet<String> newcomers = new TreeSet<>();

    if (!wish.existingMembers().equals(Optional.of(MemberEnrolment.ENROLL))) {
      return newcomers;
    }

    newcomers.addAll(organization.accounts().keySet());
    newcomers.remove(administrator);
    newcomers.removeAll(region.members().keySet());
    boolean lacksDetector =
        region.managementDetector().found().isEmpty()
            && !wish.managementDetector().equals(Optional.of(ManagementDetector.CREATE));

    if (lacksDetector && newcomers.remove(organization.managementAccount())) {
      plan.note(
          "The management account has no GuardDuty in %s, and cannot be a member until it has: set organization.managementDetector: CREATE."
              .formatted(region.name()));
    }

    return newcomers;
  }

  private void members(RegionState region, FeatureWish feature, SortedSet<String> newcomers) {
    if (feature.existingMembers().isEmpty() || !isKnown(region, feature.name())) {
      return;
    }

    FeatureChange change = FeatureChange.of(feature.existingMembers().get(), feature.agents());
    SortedSet<String> accounts = new TreeSet<>(newcomers);

    region
        .members()
        .forEach(
            (account, settings) -> {
              FeatureSetting setting = settings.get(feature.name());

              if (setting != null && !change.holdsIn(setting)) {
                accounts.add(account);
              }
            });

    if (!accounts.isEmpty()) {
      plan.add(
          new OrganizationAction.ChangeMemberFeature(
              region.name(), accounts, feature.name(), change));
    }
  }
}
