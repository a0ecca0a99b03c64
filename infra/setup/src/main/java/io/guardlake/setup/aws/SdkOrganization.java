package io.guardlake.setup.aws;

import io.guardlake.setup.config.AccountAccess;
import io.guardlake.setup.config.AutoEnable;
import io.guardlake.setup.config.SetupConfig;
import io.guardlake.setup.execute.Patience;
import io.guardlake.setup.execute.RefusedException;
import io.guardlake.setup.message.Meaning;
import io.guardlake.setup.plan.FeatureChange;
import io.guardlake.setup.plan.OrganizationPlane;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.guardduty.GuardDutyClient;
import software.amazon.awssdk.services.guardduty.model.AccountDetail;
import software.amazon.awssdk.services.guardduty.model.AdminStatus;
import software.amazon.awssdk.services.guardduty.model.MemberAdditionalConfiguration;
import software.amazon.awssdk.services.guardduty.model.MemberFeaturesConfiguration;
import software.amazon.awssdk.services.guardduty.model.OrganizationAdditionalConfiguration;
import software.amazon.awssdk.services.guardduty.model.OrganizationFeatureConfiguration;
import software.amazon.awssdk.services.organizations.OrganizationsClient;

/** The organization itself, as its management account and as GuardDuty's administrator. */
final class SdkOrganization implements OrganizationPlane {
  private final AwsClients clients;
  private final SetupConfig config;
  private final Patience patience;
  private final Consumer<String> notes;
  private final Object emailsLock = new Object();
  private Map<String, String> emails = Map.of();

  SdkOrganization(
      AwsClients clients, SetupConfig config, Patience patience, Consumer<String> notes) {
    this.clients = clients;
    this.config = config;
    this.patience = patience;
    this.notes = notes;
  }

  @Override
  public void trust(String service) {
    OrganizationsClient client = clients.organizations(management());
    new Asker(management().id(), config.bucket().region())
        .tell(
            "EnableAWSServiceAccess",
            service,
            () -> client.enableAWSServiceAccess(request -> request.servicePrincipal(service)));
  }

  @Override
  public void enableAdministrator(String region, String account) {
    GuardDutyClient client = clients.guardDuty(management(), region);
    Asker asker = new Asker(management().id(), region);

    if (!administers(client, asker, account)) {
      asker.tell(
          "EnableOrganizationAdminAccount",
          account,
          () -> client.enableOrganizationAdminAccount(request -> request.adminAccountId(account)));
    }

    await(
        region,
        account,
        () ->
            administers(client, asker, account)
                && (account.equals(management().id()) || detector(region).isPresent()));
  }

  /** A condition that AWS brings about by itself. */
  private interface Awaited {
    boolean holds();
  }

  private void await(String region, String account, Awaited awaited) {
    for (int tries = 1; !awaited.holds(); tries++) {
      if (!patience.waitAfter(tries)) {
        throw Refusals.of(
            Meaning.NOT_AVAILABLE,
            "Account %s was made GuardDuty's administrator in %s, but AWS has not put it in force yet; run apply again in some minutes."
                .formatted(account, region));
      }
    }
  }

  private static boolean administers(GuardDutyClient client, Asker asker, String account) {
    return asker.ask(
        "ListOrganizationAdminAccounts",
        "",
        () ->
            client.listOrganizationAdminAccountsPaginator(request -> {}).stream()
                .flatMap(page -> page.adminAccounts().stream())
                .filter(each -> each.adminStatus() == AdminStatus.ENABLED)
                .anyMatch(each -> account.equals(each.adminAccountId())));
  }

  @Override
  public void configure(
      String region, Optional<AutoEnable> members, Map<String, FeatureChange> features) {
    String detector = requireDetector(region);
    // GuardDuty wants the members' word in every update.
    String mode = members.map(Enum::name).orElseGet(() -> currentMode(region, detector));

    try {
      update(region, detector, mode, features);
    } catch (RefusedException e) {
      if (e.meaning() != Meaning.WRONG_WISH || features.isEmpty()) {
        throw e;
      }

      update(region, detector, mode, Map.of());
      features.forEach((feature, change) -> one(region, detector, mode, feature, change));
    }
  }

  /** A feature that the region has not spoils the whole update, and is passed over. */
  private void one(
      String region, String detector, String mode, String feature, FeatureChange change) {
    try {
      update(region, detector, mode, Map.of(feature, change));
    } catch (RefusedException e) {
      if (e.meaning() != Meaning.WRONG_WISH) {
        throw e;
      }

      notes.accept(
          "%s cannot be turned on by itself in %s and is passed over. %s"
              .formatted(feature, region, e.getMessage()));
    }
  }

  private void update(
      String region, String detector, String mode, Map<String, FeatureChange> features) {
    List<OrganizationFeatureConfiguration> configurations = new ArrayList<>();
    features.forEach(
        (feature, change) ->
            configurations.add(
                OrganizationFeatureConfiguration.builder()
                    .name(feature)
                    .autoEnable(change.status())
                    .additionalConfiguration(
                        change.agents().stream()
                            .map(
                                agent ->
                                    OrganizationAdditionalConfiguration.builder()
                                        .name(agent)
                                        .autoEnable(change.status())
                                        .build())
                            .toList())
                    .build()));
    asker(region)
        .tell(
            "UpdateOrganizationConfiguration",
            detector,
            () ->
                client(region)
                    .updateOrganizationConfiguration(
                        request ->
                            request
                                .detectorId(detector)
                                .autoEnableOrganizationMembers(mode)
                                .features(configurations)));
  }

  private String currentMode(String region, String detector) {
    return RegionReader.mode(
        asker(region)
            .ask(
                "DescribeOrganizationConfiguration",
                detector,
                () ->
                    client(region)
                        .describeOrganizationConfiguration(
                            request -> request.detectorId(detector))));
  }

  @Override
  public void enrol(String region, Set<String> accounts) {
    String detector = requireDetector(region);
    Map<String, String> known = emails();
    MemberBatches batches = new MemberBatches("CreateMembers", asker(region), patience);
    batches.run(
        accounts,
        batch ->
            client(region)
                .createMembers(
                    request ->
                        request
                            .detectorId(detector)
                            .accountDetails(
                                batch.stream()
                                    .map(
                                        account ->
                                            AccountDetail.builder()
                                                .accountId(account)
                                                .email(known.getOrDefault(account, ""))
                                                .build())
                                    .toList()))
                .unprocessedAccounts());
  }

  @Override
  public void changeMembers(
      String region, Set<String> accounts, String feature, FeatureChange change) {
    String detector = requireDetector(region);
    MemberFeaturesConfiguration configuration =
        MemberFeaturesConfiguration.builder()
            .name(feature)
            .status(change.status())
            .additionalConfiguration(
                change.agents().stream()
                    .map(
                        agent ->
                            MemberAdditionalConfiguration.builder()
                                .name(agent)
                                .status(change.status())
                                .build())
                    .toList())
            .build();
    MemberBatches batches = new MemberBatches("UpdateMemberDetectors", asker(region), patience);
    batches.run(
        accounts,
        batch ->
            client(region)
                .updateMemberDetectors(
                    request ->
                        request.detectorId(detector).accountIds(batch).features(configuration))
                .unprocessedAccounts());
  }

  /** CreateMembers wants each account's address, which only the organization knows. */
  private Map<String, String> emails() {
    synchronized (emailsLock) {
      if (emails.isEmpty()) {
        Map<String, String> found = new TreeMap<>();
        OrganizationsClient client = clients.organizations(management());
        new Asker(management().id(), config.bucket().region())
            .tell(
                "ListAccounts",
                "",
                () ->
                    client.listAccountsPaginator(request -> {}).stream()
                        .flatMap(page -> page.accounts().stream())
                        .forEach(account -> found.put(account.id(), account.email())));
        emails = found;
      }

      return emails;
    }
  }

  private String requireDetector(String region) {
    return detector(region)
        .orElseThrow(
            () ->
                Refusals.of(
                    Meaning.TRY_AGAIN,
                    "GuardDuty's administrator has no detector in %s yet.".formatted(region)));
  }

  private Optional<String> detector(String region) {
    return Detectors.find(client(region), asker(region));
  }

  private AccountAccess management() {
    return config.accounts().management().orElseThrow();
  }

  private GuardDutyClient client(String region) {
    return clients.guardDuty(config.accounts().security(), region);
  }

  private Asker asker(String region) {
    return new Asker(config.accounts().security().id(), region);
  }
}
