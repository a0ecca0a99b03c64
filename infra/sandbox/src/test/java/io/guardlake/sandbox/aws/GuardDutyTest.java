package io.guardlake.sandbox.aws;

import static io.guardlake.sandbox.aws.FrontDoorTest.assertFails;
import static io.guardlake.sandbox.aws.Realm.LOGGING;
import static io.guardlake.sandbox.aws.Realm.MANAGEMENT;
import static io.guardlake.sandbox.aws.Realm.SECURITY;
import static io.guardlake.sandbox.aws.Realm.STRANGER;
import static io.guardlake.sandbox.aws.Realm.WORKLOAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.sandbox.generator.SingleFinding;
import io.guardlake.sandbox.s3.SandboxS3;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.guardduty.GuardDutyClient;
import software.amazon.awssdk.services.guardduty.model.AutoEnableMembers;
import software.amazon.awssdk.services.guardduty.model.BadRequestException;
import software.amazon.awssdk.services.guardduty.model.Condition;
import software.amazon.awssdk.services.guardduty.model.DetectorFeature;
import software.amazon.awssdk.services.guardduty.model.DetectorFeatureConfigurationResult;
import software.amazon.awssdk.services.guardduty.model.FeatureStatus;
import software.amazon.awssdk.services.guardduty.model.FilterAction;
import software.amazon.awssdk.services.guardduty.model.Finding;
import software.amazon.awssdk.services.guardduty.model.FindingPublishingFrequency;
import software.amazon.awssdk.services.guardduty.model.GetDetectorResponse;
import software.amazon.awssdk.services.guardduty.model.Member;
import software.amazon.awssdk.services.guardduty.model.OrgFeature;
import software.amazon.awssdk.services.guardduty.model.OrgFeatureStatus;
import software.amazon.awssdk.services.guardduty.model.UnprocessedAccount;

/** GuardDuty without its export, driven by the SDK. */
// The SDK's builders take varargs of consumers.
@SuppressWarnings("unchecked")
final class GuardDutyTest {
  private static final String REGION = "us-east-1";
  private static final String TYPE = "UnauthorizedAccess:EC2/SSHBruteForce";

  private static SandboxS3 objects;
  private Realm realm;

  @BeforeAll
  static void startObjects() {
    objects = SandboxS3.start();
  }

  @AfterAll
  static void stopObjects() {
    objects.close();
  }

  @BeforeEach
  void start() {
    realm = new Realm(objects);
  }

  @AfterEach
  void stop() {
    realm.close();
  }

  @Test
  void aRegionTakesOneDetectorWithFeaturesMergedByName() {
    GuardDutyClient guardDuty = realm.as(SECURITY).guardDuty(REGION);
    String id =
        guardDuty
            .createDetector(
                request ->
                    request
                        .enable(true)
                        .findingPublishingFrequency(FindingPublishingFrequency.ONE_HOUR)
                        .features(
                            feature ->
                                feature
                                    .name(DetectorFeature.RUNTIME_MONITORING)
                                    .status(FeatureStatus.ENABLED)
                                    .additionalConfiguration(
                                        agent ->
                                            agent
                                                .name("EKS_ADDON_MANAGEMENT")
                                                .status(FeatureStatus.ENABLED))))
            .detectorId();
    assertThat(id).matches("[0-9a-f]{32}");
    assertRejected(
        () -> guardDuty.createDetector(request -> request.enable(true)),
        "a detector already exists for the current account");

    guardDuty.updateDetector(
        request ->
            request
                .detectorId(id)
                .features(
                    feature ->
                        feature
                            .name(DetectorFeature.S3_DATA_EVENTS)
                            .status(FeatureStatus.ENABLED)));
    GetDetectorResponse detector = guardDuty.getDetector(request -> request.detectorId(id));
    assertThat(detector.findingPublishingFrequency())
        .isEqualTo(FindingPublishingFrequency.ONE_HOUR);
    assertThat(enabled(detector)).containsExactlyInAnyOrder("S3_DATA_EVENTS", "RUNTIME_MONITORING");
    assertThat(
            detector.features().stream()
                .filter(feature -> feature.nameAsString().equals("RUNTIME_MONITORING"))
                .flatMap(feature -> feature.additionalConfiguration().stream())
                .map(agent -> agent.nameAsString() + " " + agent.statusAsString()))
        .containsExactly("EKS_ADDON_MANAGEMENT ENABLED");
  }

  @Test
  void featuresThatARegionHasNotOrThatExcludeEachOtherAreRefused() {
    realm.knobs.withoutFeature(REGION, "RDS_LOGIN_EVENTS");
    GuardDutyClient guardDuty = realm.as(SECURITY).guardDuty(REGION);
    assertRejected(
        () ->
            guardDuty.createDetector(
                request ->
                    request
                        .enable(true)
                        .features(
                            feature ->
                                feature
                                    .name(DetectorFeature.RDS_LOGIN_EVENTS)
                                    .status(FeatureStatus.ENABLED))),
        "invalid or out-of-range value");
    assertRejected(
        () ->
            guardDuty.createDetector(
                request ->
                    request
                        .enable(true)
                        .features(
                            feature ->
                                feature
                                    .name(DetectorFeature.RUNTIME_MONITORING)
                                    .status(FeatureStatus.ENABLED),
                            feature ->
                                feature
                                    .name(DetectorFeature.EKS_RUNTIME_MONITORING)
                                    .status(FeatureStatus.ENABLED))),
        "invalid or out-of-range value");
    assertThat(guardDuty.listDetectors().detectorIds()).isEmpty();
  }

  @Test
  void anothersDetectorIsNotOwned() {
    String id = detector(SECURITY);
    assertRejected(
        () -> realm.as(WORKLOAD).guardDuty(REGION).getDetector(request -> request.detectorId(id)),
        "input detectorId is not owned by the current account");
  }

  @Test
  void delegatesFromTheManagementAccountAloneToOneAccountInAllRegions() {
    GuardDutyClient management = realm.as(MANAGEMENT).guardDuty(REGION);
    assertRejected(() -> delegate(SECURITY, WORKLOAD, REGION), "invalid or out-of-range value");
    assertRejected(
        () -> delegate(MANAGEMENT, STRANGER, REGION),
        "admin account passed is not member of AWS Organizations");
    delegate(MANAGEMENT, SECURITY, REGION);
    assertThat(management.listOrganizationAdminAccounts(request -> {}).adminAccounts())
        .extracting(admin -> admin.adminAccountId() + " " + admin.adminStatusAsString())
        .containsExactly(SECURITY + " ENABLED");
    assertThat(realm.as(SECURITY).guardDuty(REGION).listDetectors().detectorIds()).hasSize(1);
    assertRejected(
        () -> delegate(MANAGEMENT, WORKLOAD, "eu-west-1"),
        "another account is already enabled as GuardDuty delegated administrator");
    delegate(MANAGEMENT, SECURITY, "eu-west-1");
    assertThat(
            realm
                .as(MANAGEMENT)
                .organizations()
                .listAWSServiceAccessForOrganization()
                .enabledServicePrincipals())
        .extracting(service -> service.servicePrincipal())
        .containsExactly("guardduty.amazonaws.com");
  }

  @Test
  void otherRegionsCannotBeDelegatedUntilTheFirstIs() {
    realm.knobs.delegationTakes(Duration.ofMinutes(2));
    delegate(MANAGEMENT, SECURITY, REGION);
    assertRejected(
        () -> delegate(MANAGEMENT, SECURITY, "eu-west-1"), "invalid or out-of-range value");
    assertThat(realm.as(SECURITY).guardDuty(REGION).listDetectors().detectorIds()).isEmpty();

    realm.clock.advance(Duration.ofMinutes(2));
    delegate(MANAGEMENT, SECURITY, "eu-west-1");
    assertThat(realm.as(SECURITY).guardDuty(REGION).listDetectors().detectorIds()).hasSize(1);
    assertThat(realm.as(SECURITY).guardDuty("eu-west-1").listDetectors().detectorIds()).hasSize(1);
  }

  @Test
  void allTakesInEveryAccountAndNewOnlyThoseThatCome() {
    delegate(MANAGEMENT, SECURITY, REGION);
    String id = detectorId(SECURITY);
    realm.clock.advance(Duration.ofMinutes(1));
    configure(id, AutoEnableMembers.NEW);
    assertThat(members(id)).isEmpty();
    realm.clock.advance(Duration.ofMinutes(1));
    realm.aws.organization().add(realm.account("100000000005", "late"), Optional.empty());
    assertThat(members(id)).containsExactly("100000000005");

    configure(id, AutoEnableMembers.ALL);
    assertThat(members(id))
        .containsExactlyInAnyOrder(MANAGEMENT, LOGGING, WORKLOAD, "100000000005");
    assertThat(
            enabled(
                realm
                    .as(WORKLOAD)
                    .guardDuty(REGION)
                    .getDetector(request -> request.detectorId(detectorId(WORKLOAD)))))
        .containsExactly("S3_DATA_EVENTS");
    assertThat(
            realm
                .as(SECURITY)
                .guardDuty(REGION)
                .describeOrganizationConfiguration(request -> request.detectorId(id)))
        .satisfies(
            configuration -> {
              assertThat(configuration.autoEnableOrganizationMembers())
                  .isEqualTo(AutoEnableMembers.ALL);
              assertThat(configuration.features())
                  .filteredOn(feature -> feature.nameAsString().equals("S3_DATA_EVENTS"))
                  .extracting(feature -> feature.autoEnableAsString())
                  .containsExactly("ALL");
            });
  }

  @Test
  @SuppressWarnings("deprecation") // The older of the two ways.
  void theOrganizationTakesExactlyOneOfTheTwoWaysToEnable() {
    delegate(MANAGEMENT, SECURITY, REGION);
    String id = detectorId(SECURITY);
    GuardDutyClient guardDuty = realm.as(SECURITY).guardDuty(REGION);
    assertRejected(
        () -> guardDuty.updateOrganizationConfiguration(request -> request.detectorId(id)),
        "invalid or out-of-range value");
    assertRejected(
        () ->
            guardDuty.updateOrganizationConfiguration(
                request ->
                    request
                        .detectorId(id)
                        .autoEnable(true)
                        .autoEnableOrganizationMembers(AutoEnableMembers.ALL)),
        "invalid or out-of-range value");
  }

  @Test
  void whatCannotBeDoneForAMemberIsSaidAccountByAccount() {
    delegate(MANAGEMENT, SECURITY, REGION);
    String id = detectorId(SECURITY);
    GuardDutyClient guardDuty = realm.as(SECURITY).guardDuty(REGION);
    assertThat(
            guardDuty
                .createMembers(
                    request ->
                        request
                            .detectorId(id)
                            .accountDetails(
                                one -> one.accountId(WORKLOAD).email("workload@example.com"),
                                one -> one.accountId(MANAGEMENT).email("management@example.com")))
                .unprocessedAccounts())
        .extracting(UnprocessedAccount::accountId)
        .containsExactly(MANAGEMENT);

    realm.knobs.leaveUnprocessed(WORKLOAD, "Not yet.", 1);
    assertThat(update(id, WORKLOAD, LOGGING))
        .containsExactly(
            Map.entry(WORKLOAD, "Not yet."),
            Map.entry(
                LOGGING,
                "The request is rejected because the given account ID is not an associated member"
                    + " of account the current account."));
    assertThat(update(id, WORKLOAD)).isEmpty();
    assertThat(
            guardDuty
                .getMemberDetectors(request -> request.detectorId(id).accountIds(WORKLOAD))
                .memberDataSourceConfigurations()
                .get(0)
                .features())
        .filteredOn(feature -> feature.statusAsString().equals("ENABLED"))
        .extracting(feature -> feature.nameAsString())
        .containsExactly("LAMBDA_NETWORK_LOGS");
    assertRejected(
        () -> update(id, Collections.nCopies(51, WORKLOAD).toArray(String[]::new)),
        "invalid or out-of-range value");

    assertRejected(
        () -> guardDuty.deleteDetector(request -> request.detectorId(id)),
        "cannot delete detector while it has invited or associated members");
    guardDuty.disassociateMembers(request -> request.detectorId(id).accountIds(WORKLOAD));
    assertThat(members(id)).isEmpty();
    assertThat(
            guardDuty
                .listMembers(request -> request.detectorId(id).onlyAssociated("false"))
                .members())
        .extracting(Member::relationshipStatus)
        .containsExactly("Removed");
  }

  @Test
  void samplesOfEveryTypeAreReadByTheSdk() {
    String id = detector(SECURITY);
    GuardDutyClient guardDuty = realm.as(SECURITY).guardDuty(REGION);
    guardDuty.createSampleFindings(request -> request.detectorId(id));
    List<String> ids =
        guardDuty.listFindingsPaginator(request -> request.detectorId(id)).findingIds().stream()
            .toList();
    assertThat(ids).hasSize(SingleFinding.types().size()).doesNotHaveDuplicates();

    for (int from = 0; from < ids.size(); from += 50) {
      List<String> batch = ids.subList(from, Math.min(ids.size(), from + 50));
      List<Finding> findings =
          guardDuty.getFindings(request -> request.detectorId(id).findingIds(batch)).findings();
      assertThat(findings).hasSize(batch.size());
      assertThat(findings)
          .allSatisfy(
              finding -> {
                assertThat(finding.accountId()).isEqualTo(SECURITY);
                assertThat(finding.service().detectorId()).isEqualTo(id);
                assertThat(finding.arn()).contains(":" + SECURITY + ":detector/" + id);
              });
    }
  }

  @Test
  void findingsAreFoundByCriteriaAndArchived() {
    String id = detector(SECURITY);
    GuardDutyClient guardDuty = realm.as(SECURITY).guardDuty(REGION);
    String one = realm.aws.guardDuty().find(SECURITY, REGION, TYPE);
    realm.clock.advance(Duration.ofMinutes(1));
    long later = realm.clock.instant().toEpochMilli();
    String two = realm.aws.guardDuty().find(SECURITY, REGION, TYPE);
    assertThat(found(guardDuty, id, "updatedAt", Condition.builder().greaterThanOrEqual(later)))
        .containsExactly(two);
    assertThat(found(guardDuty, id, "type", Condition.builder().equalsValue(TYPE)))
        .containsExactly(one, two);

    guardDuty.archiveFindings(request -> request.detectorId(id).findingIds(one));
    assertThat(found(guardDuty, id, "service.archived", Condition.builder().equalsValue("false")))
        .containsExactly(two);
    guardDuty.unarchiveFindings(request -> request.detectorId(id).findingIds(one));
    assertThat(found(guardDuty, id, "service.archived", Condition.builder().equalsValue("true")))
        .isEmpty();
  }

  @Test
  void aFilterArchivesWhatComes() {
    String id = detector(SECURITY);
    GuardDutyClient guardDuty = realm.as(SECURITY).guardDuty(REGION);
    guardDuty.createFilter(
        request ->
            request
                .detectorId(id)
                .name("scanners")
                .action(FilterAction.ARCHIVE)
                .findingCriteria(
                    criteria ->
                        criteria.criterion(
                            Map.of("type", Condition.builder().equalsValue(TYPE).build()))));
    realm.aws.guardDuty().find(SECURITY, REGION, TYPE);
    assertThat(found(guardDuty, id, "service.archived", Condition.builder().equalsValue("true")))
        .hasSize(1);
    assertThat(guardDuty.listFilters(request -> request.detectorId(id)).filterNames())
        .containsExactly("scanners");
    assertThat(
            guardDuty.getFilter(request -> request.detectorId(id).filterName("scanners")).action())
        .isEqualTo(FilterAction.ARCHIVE);
    guardDuty.deleteFilter(request -> request.detectorId(id).filterName("scanners"));
    realm.aws.guardDuty().find(SECURITY, REGION, TYPE);
    assertThat(found(guardDuty, id, "service.archived", Condition.builder().equalsValue("false")))
        .hasSize(1);
  }

  @Test
  void theAdministratorSeesItsMembersFindings() {
    delegate(MANAGEMENT, SECURITY, REGION);
    String id = detectorId(SECURITY);
    configure(id, AutoEnableMembers.ALL);
    String finding = realm.aws.guardDuty().find(WORKLOAD, REGION, TYPE);
    GuardDutyClient guardDuty = realm.as(SECURITY).guardDuty(REGION);
    assertThat(found(guardDuty, id, "accountId", Condition.builder().equalsValue(WORKLOAD)))
        .containsExactly(finding);
  }

  @Test
  void errorsHaveGuardDutysOwnForm() {
    assertFails(
        () ->
            realm.as(SECURITY).guardDuty(REGION).getDetector(request -> request.detectorId("none")),
        400,
        "BadRequestException");
  }

  private static List<String> found(
      GuardDutyClient guardDuty, String id, String field, Condition.Builder condition) {
    return guardDuty
        .listFindings(
            request ->
                request
                    .detectorId(id)
                    .findingCriteria(
                        criteria -> criteria.criterion(Map.of(field, condition.build()))))
        .findingIds();
  }

  private List<Map.Entry<String, String>> update(String id, String... accounts) {
    return realm
        .as(SECURITY)
        .guardDuty(REGION)
        .updateMemberDetectors(
            request ->
                request
                    .detectorId(id)
                    .accountIds(accounts)
                    .features(
                        feature ->
                            feature
                                .name(OrgFeature.LAMBDA_NETWORK_LOGS.toString())
                                .status("ENABLED")))
        .unprocessedAccounts()
        .stream()
        .map(account -> Map.entry(account.accountId(), account.result()))
        .toList();
  }

  private void configure(String id, AutoEnableMembers members) {
    realm
        .as(SECURITY)
        .guardDuty(REGION)
        .updateOrganizationConfiguration(
            request ->
                request
                    .detectorId(id)
                    .autoEnableOrganizationMembers(members)
                    .features(
                        feature ->
                            feature
                                .name(OrgFeature.S3_DATA_EVENTS)
                                .autoEnable(OrgFeatureStatus.ALL)));
  }

  private List<String> members(String id) {
    return realm
        .as(SECURITY)
        .guardDuty(REGION)
        .listMembers(request -> request.detectorId(id))
        .members()
        .stream()
        .map(Member::accountId)
        .toList();
  }

  private void delegate(String caller, String administrator, String region) {
    realm
        .as(caller)
        .guardDuty(region)
        .enableOrganizationAdminAccount(request -> request.adminAccountId(administrator));
  }

  private String detector(String account) {
    return realm
        .as(account)
        .guardDuty(REGION)
        .createDetector(request -> request.enable(true))
        .detectorId();
  }

  private String detectorId(String account) {
    return realm.as(account).guardDuty(REGION).listDetectors().detectorIds().get(0);
  }

  private static List<String> enabled(GetDetectorResponse detector) {
    return detector.features().stream()
        .filter(feature -> feature.status() == FeatureStatus.ENABLED)
        .map(DetectorFeatureConfigurationResult::nameAsString)
        .toList();
  }

  static void assertRejected(Runnable call, String fragment) {
    assertThatThrownBy(call::run)
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining(fragment);
  }
}
