package io.guardlake.setup.aws;

import io.guardlake.setup.config.AccountAccess;
import io.guardlake.setup.config.SetupConfig;
import io.guardlake.setup.world.DestinationState;
import io.guardlake.setup.world.DetectorState;
import io.guardlake.setup.world.FeatureSetting;
import io.guardlake.setup.world.OptIn;
import io.guardlake.setup.world.OrganizationConfiguration;
import io.guardlake.setup.world.RegionState;
import io.guardlake.setup.world.Seen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.guardduty.GuardDutyClient;
import software.amazon.awssdk.services.guardduty.model.AdminAccount;
import software.amazon.awssdk.services.guardduty.model.AdminStatus;
import software.amazon.awssdk.services.guardduty.model.DescribeOrganizationConfigurationResponse;
import software.amazon.awssdk.services.guardduty.model.DescribePublishingDestinationResponse;
import software.amazon.awssdk.services.guardduty.model.Destination;
import software.amazon.awssdk.services.guardduty.model.GetDetectorResponse;
import software.amazon.awssdk.services.guardduty.model.Member;
import software.amazon.awssdk.services.guardduty.model.MemberDataSourceConfiguration;
import software.amazon.awssdk.services.guardduty.model.OrganizationFeatureConfigurationResult;

/**
 * Reads GuardDuty in one region, as its administrator and as the management account. What cannot be
 * read is unreadable in that region alone.
 */
final class RegionReader {
  private static final int MEMBERS_IN_CALL = 50;
  private static final String S3 = "S3";

  private final SetupConfig config;
  private final AwsClients clients;
  private final String region;
  private final GuardDutyClient security;
  private final Asker asker;

  RegionReader(AwsClients clients, SetupConfig config, String region) {
    this.clients = clients;
    this.config = config;
    this.region = region;
    this.security = clients.guardDuty(config.accounts().security(), region);
    this.asker = new Asker(config.accounts().security().id(), region);
  }

  RegionState read(OptIn optIn) {
    Seen<String> administrator = administrator();
    Seen<DetectorState> detector = Asker.see(this::detector);
    Optional<String> administered =
        administrator
            .found()
            .filter(config.accounts().security().id()::equals)
            .flatMap(any -> detector.found().map(DetectorState::id));
    Seen<OrganizationConfiguration> organization =
        administered
            .map(id -> Asker.see(() -> Optional.of(configuration(id))))
            .orElseGet(Seen::absent);
    SortedMap<String, SortedMap<String, FeatureSetting>> members = new TreeMap<>();
    Seen<OrganizationConfiguration> withMembers =
        administered.isPresent()
            ? unless(organization, () -> members(administered.get(), members))
            : organization;
    return new RegionState(
        region, optIn, administrator, detector, managementDetector(), withMembers, members);
  }

  /** Members that could not be read make the region's organization unreadable. */
  private static Seen<OrganizationConfiguration> unless(
      Seen<OrganizationConfiguration> organization, Runnable reading) {
    Optional<String> problem =
        Asker.see(
                () -> {
                  reading.run();
                  return Optional.of(true);
                })
            .problem();
    return problem.<Seen<OrganizationConfiguration>>map(Seen::unreadable).orElse(organization);
  }

  /** The names of the filters that archive findings before they are exported. */
  List<String> suppressions(String detector) {
    List<String> names = new ArrayList<>();
    asker.tell(
        "ListFilters",
        detector,
        () ->
            security.listFiltersPaginator(request -> request.detectorId(detector)).stream()
                .flatMap(page -> page.filterNames().stream())
                .forEach(names::add));
    names.removeIf(
        name ->
            !asker
                .ask(
                    "GetFilter",
                    name,
                    () ->
                        security.getFilter(
                            request -> request.detectorId(detector).filterName(name)))
                .actionAsString()
                .equals("ARCHIVE"));
    return names;
  }

  private Seen<String> administrator() {
    Optional<AccountAccess> management = config.accounts().management();

    if (config.organization().isEmpty() || management.isEmpty()) {
      return Seen.absent();
    }

    GuardDutyClient client = clients.guardDuty(management.get(), region);
    Seen<AdminAccount> seen =
        Asker.see(
            () ->
                new Asker(management.get().id(), region)
                    .ask(
                        "ListOrganizationAdminAccounts",
                        "",
                        () ->
                            client.listOrganizationAdminAccountsPaginator(request -> {}).stream()
                                .flatMap(page -> page.adminAccounts().stream())
                                .findFirst()));

    if (seen.found().filter(each -> each.adminStatus() != AdminStatus.ENABLED).isPresent()) {
      return Seen.unreadable(
          "Account %s is being let go as GuardDuty's administrator in %s; try again in some minutes."
              .formatted(seen.found().get().adminAccountId(), region));
    }

    return seen.problem()
        .<Seen<String>>map(Seen::unreadable)
        .or(() -> seen.found().map(each -> Seen.present(each.adminAccountId())))
        .orElseGet(Seen::absent);
  }

  private Seen<String> managementDetector() {
    Optional<AccountAccess> management = config.accounts().management();

    if (config.organization().isEmpty() || management.isEmpty()) {
      return Seen.absent();
    }

    return Asker.see(
        () ->
            Detectors.find(
                clients.guardDuty(management.get(), region),
                new Asker(management.get().id(), region)));
  }

  private Optional<DetectorState> detector() {
    return Detectors.find(security, asker)
        .map(
            id ->
                state(
                    id,
                    asker.ask(
                        "GetDetector",
                        id,
                        () -> security.getDetector(request -> request.detectorId(id)))));
  }

  private DetectorState state(String id, GetDetectorResponse detector) {
    SortedMap<String, FeatureSetting> features = new TreeMap<>();
    detector
        .features()
        .forEach(
            feature -> {
              SortedMap<String, String> agents = new TreeMap<>();
              feature
                  .additionalConfiguration()
                  .forEach(agent -> agents.put(agent.nameAsString(), agent.statusAsString()));
              features.put(
                  feature.nameAsString(), new FeatureSetting(feature.statusAsString(), agents));
            });
    return new DetectorState(
        id,
        "ENABLED".equals(detector.statusAsString()),
        detector.findingPublishingFrequencyAsString(),
        features,
        Asker.see(() -> destination(id)));
  }

  private Optional<DestinationState> destination(String detector) {
    Optional<String> id =
        asker.ask(
            "ListPublishingDestinations",
            detector,
            () ->
                security
                    .listPublishingDestinationsPaginator(request -> request.detectorId(detector))
                    .stream()
                    .flatMap(page -> page.destinations().stream())
                    .filter(each -> S3.equals(each.destinationTypeAsString()))
                    .map(Destination::destinationId)
                    .findFirst());
    return id.flatMap(
            each ->
                asker.find(
                    "DescribePublishingDestination",
                    each,
                    () ->
                        security.describePublishingDestination(
                            request -> request.detectorId(detector).destinationId(each))))
        .map(RegionReader::state);
  }

  /** The time a failure began is in milliseconds, and zero where nothing fails. */
  private static DestinationState state(DescribePublishingDestinationResponse destination) {
    return new DestinationState(
        destination.destinationId(),
        destination.destinationProperties().destinationArn(),
        Optional.ofNullable(destination.destinationProperties().kmsKeyArn()).orElse(""),
        destination.statusAsString(),
        Optional.ofNullable(destination.publishingFailureStartTimestamp())
            .filter(millis -> millis > 0)
            .map(Instant::ofEpochMilli));
  }

  private OrganizationConfiguration configuration(String detector) {
    SortedMap<String, FeatureSetting> features = new TreeMap<>();
    List<String> members = new ArrayList<>();
    asker.tell(
        "DescribeOrganizationConfiguration",
        detector,
        () ->
            security
                .describeOrganizationConfigurationPaginator(request -> request.detectorId(detector))
                .stream()
                .forEach(
                    page -> {
                      members.add(mode(page));
                      page.features().forEach(feature -> put(features, feature));
                    }));
    return new OrganizationConfiguration(members.get(0), features);
  }

  /** The word that came with ALL; before it, there was only whether new accounts are enabled. */
  @SuppressWarnings("deprecation") // Older answers have nothing else.
  static String mode(DescribeOrganizationConfigurationResponse configuration) {
    return Optional.ofNullable(configuration.autoEnableOrganizationMembersAsString())
        .orElse(Boolean.TRUE.equals(configuration.autoEnable()) ? "NEW" : "NONE");
  }

  private static void put(
      SortedMap<String, FeatureSetting> features, OrganizationFeatureConfigurationResult feature) {
    SortedMap<String, String> agents = new TreeMap<>();
    feature
        .additionalConfiguration()
        .forEach(agent -> agents.put(agent.nameAsString(), agent.autoEnableAsString()));
    features.put(feature.nameAsString(), new FeatureSetting(feature.autoEnableAsString(), agents));
  }

  /** Their features are asked for only where the configuration has a wish for them. */
  private void members(
      String detector, SortedMap<String, SortedMap<String, FeatureSetting>> members) {
    asker.tell(
        "ListMembers",
        detector,
        () ->
            security
                .listMembersPaginator(
                    request -> request.detectorId(detector).onlyAssociated("true"))
                .stream()
                .flatMap(page -> page.members().stream())
                .map(Member::accountId)
                .forEach(account -> members.put(account, new TreeMap<>())));

    if (config.features().stream().anyMatch(feature -> feature.existingMembers().isPresent())) {
      for (List<String> batch : Batches.of(members.keySet(), MEMBERS_IN_CALL)) {
        asker
            .ask(
                "GetMemberDetectors",
                detector,
                () ->
                    security.getMemberDetectors(
                        request -> request.detectorId(detector).accountIds(batch)))
            .memberDataSourceConfigurations()
            .forEach(member -> members.put(member.accountId(), features(member)));
      }
    }
  }

  private static SortedMap<String, FeatureSetting> features(MemberDataSourceConfiguration member) {
    SortedMap<String, FeatureSetting> features = new TreeMap<>();
    member
        .features()
        .forEach(
            feature -> {
              SortedMap<String, String> agents = new TreeMap<>();
              feature
                  .additionalConfiguration()
                  .forEach(agent -> agents.put(agent.nameAsString(), agent.statusAsString()));
              features.put(
                  feature.nameAsString(), new FeatureSetting(feature.statusAsString(), agents));
            });
    return features;
  }
}
