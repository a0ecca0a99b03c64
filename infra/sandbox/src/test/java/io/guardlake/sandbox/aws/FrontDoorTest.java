package io.guardlake.sandbox.aws;

import static io.guardlake.sandbox.aws.Realm.LOGGING;
import static io.guardlake.sandbox.aws.Realm.MANAGEMENT;
import static io.guardlake.sandbox.aws.Realm.SECURITY;
import static io.guardlake.sandbox.aws.Realm.STRANGER;
import static io.guardlake.sandbox.aws.Realm.WORKLOAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.sandbox.aws.world.AccessKey;
import io.guardlake.sandbox.aws.world.Knobs;
import io.guardlake.sandbox.s3.SandboxS3;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.account.model.RegionOptStatus;
import software.amazon.awssdk.services.guardduty.GuardDutyClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.AccessDeniedException;
import software.amazon.awssdk.services.organizations.model.AwsOrganizationsNotInUseException;
import software.amazon.awssdk.services.organizations.model.ListAccountsResponse;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Who is let in, where, and what STS, Organizations and Account tell. */
final class FrontDoorTest {
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
  void tellsCallersWhoTheyAre() {
    assertThat(realm.as(SECURITY).sts("us-east-1").getCallerIdentity())
        .satisfies(
            identity -> {
              assertThat(identity.account()).isEqualTo(SECURITY);
              assertThat(identity.arn())
                  .isEqualTo("arn:aws:iam::%s:user/administrator".formatted(SECURITY));
            });
  }

  @Test
  void rolesAreAssumedUntilTheirSessionsExpire() {
    String role = realm.aws.world().addRole(LOGGING, "guardlake-setup");
    AssumeRoleResponse assumed =
        realm
            .as(SECURITY)
            .sts("eu-west-1")
            .assumeRole(request -> request.roleArn(role).roleSessionName("setup"));
    AwsClients session = session(assumed.credentials());
    assertThat(session.sts("us-east-1").getCallerIdentity().arn())
        .isEqualTo("arn:aws:sts::%s:assumed-role/guardlake-setup/setup".formatted(LOGGING))
        .isEqualTo(assumed.assumedRoleUser().arn());

    realm.clock.advance(Duration.ofHours(2));
    assertFails(() -> session.sts("us-east-1").getCallerIdentity(), 403, "ExpiredToken");
    assertFails(() -> session.account().listRegions(request -> {}), 400, "ExpiredTokenException");
  }

  @Test
  void aRoleThatIsNotThereCannotBeAssumed() {
    assertFails(
        () ->
            realm
                .as(SECURITY)
                .sts("us-east-1")
                .assumeRole(
                    request ->
                        request
                            .roleArn("arn:aws:iam::%s:role/none".formatted(LOGGING))
                            .roleSessionName("setup")),
        403,
        "AccessDenied");
  }

  @Test
  void aWrongSecretIsRefusedByEveryProtocol() {
    AccessKey right = realm.aws.world().userKey(SECURITY);
    AwsClients wrong =
        new AwsClients(
            realm.aws,
            new AccessKey(
                right.accessKeyId(),
                "wrong",
                right.sessionToken(),
                right.expiresAt(),
                right.caller()));
    assertFails(() -> wrong.sts("us-east-1").getCallerIdentity(), 403, "SignatureDoesNotMatch");
    assertFails(() -> wrong.s3("us-east-1").listBuckets(), 403, "SignatureDoesNotMatch");
    assertFails(() -> wrong.kms("us-east-1").listKeys(), 403, "InvalidSignatureException");
    assertFails(
        () -> wrong.guardDuty("us-east-1").listDetectors(), 403, "InvalidSignatureException");
  }

  @Test
  void anOptInRegionKnowsAnAccountOnceItIsEnabled() {
    GuardDutyClient south = realm.as(SECURITY).guardDuty("af-south-1");
    assertFails(south::listDetectors, 403, "UnrecognizedClientException");
    assertThat(optStatus("af-south-1")).isEqualTo(RegionOptStatus.DISABLED);

    realm.as(SECURITY).account().enableRegion(request -> request.regionName("af-south-1"));
    assertThat(optStatus("af-south-1")).isEqualTo(RegionOptStatus.ENABLING);
    realm.clock.advance(Duration.ofMinutes(1));
    assertThat(optStatus("af-south-1")).isEqualTo(RegionOptStatus.ENABLED);
    assertThat(south.listDetectors().detectorIds()).isEmpty();
    assertThat(
            realm
                .as(SECURITY)
                .account()
                .listRegions(
                    request ->
                        request.regionOptStatusContains(
                            RegionOptStatus.ENABLED, RegionOptStatus.ENABLED_BY_DEFAULT))
                .regions())
        .hasSize(18);
  }

  @Test
  void theManagementAccountAsksForOthersRegionsAndMembersDoNot() {
    assertThat(
            realm
                .as(MANAGEMENT)
                .account()
                .getRegionOptStatus(request -> request.accountId(WORKLOAD).regionName("us-east-1"))
                .regionOptStatus())
        .isEqualTo(RegionOptStatus.ENABLED_BY_DEFAULT);
    assertFails(
        () ->
            realm
                .as(WORKLOAD)
                .account()
                .getRegionOptStatus(request -> request.accountId(SECURITY).regionName("us-east-1")),
        403,
        "AccessDeniedException");
  }

  @Test
  void knobsThrottleDenyAndFail() {
    realm.knobs.throttle("guardduty:ListDetectors", 1);
    GuardDutyClient guardDuty = realm.as(SECURITY).guardDuty("us-east-1");
    assertThatThrownBy(guardDuty::listDetectors)
        .isInstanceOfSatisfying(
            AwsServiceException.class, error -> assertThat(error.isThrottlingException()).isTrue());
    guardDuty.listDetectors();

    realm.knobs.deny(SECURITY, "guardduty:ListDetectors", "us-east-1");
    assertFails(guardDuty::listDetectors, 403, "AccessDeniedException");
    realm.knobs.allowAgain(SECURITY, "guardduty:ListDetectors", "us-east-1");

    realm.knobs.failRegion("us-east-1");
    assertFails(guardDuty::listDetectors, 500, "InternalServerErrorException");
    realm.as(SECURITY).guardDuty("us-east-2").listDetectors();
    realm.knobs.repairRegion("us-east-1");
    guardDuty.listDetectors();
  }

  @Test
  void whatIsNotImitatedIsNamed() {
    assertThatThrownBy(
            () ->
                realm
                    .as(SECURITY)
                    .kms("us-east-1")
                    .generateRandom(request -> request.numberOfBytes(8)))
        .hasMessageContaining("does not imitate kms:GenerateRandom");
    assertThatThrownBy(
            () ->
                realm
                    .as(SECURITY)
                    .guardDuty("us-east-1")
                    .listIPSets(request -> request.detectorId("a")))
        .hasMessageContaining("does not imitate guardduty: GET /detector/a/ipset");
    assertThatThrownBy(
            () ->
                realm
                    .as(SECURITY)
                    .s3("us-east-1")
                    .getBucketCors(request -> request.bucket("some-bucket")))
        .hasMessageContaining("does not imitate s3: GET /some-bucket");
  }

  @Test
  void listsOfTheOrganizationMayEndInAnEmptyPage() {
    realm.knobs.pagesOf(2).listsEnd(Knobs.EndOfLists.WITH_EMPTY_PAGE);
    List<String> accounts = new ArrayList<>();
    List<Integer> pages = new ArrayList<>();
    String token = null;

    do {
      String from = token;
      ListAccountsResponse page =
          realm.as(MANAGEMENT).organizations().listAccounts(request -> request.nextToken(from));
      page.accounts().forEach(account -> accounts.add(account.id()));
      pages.add(page.accounts().size());
      token = page.nextToken();
    } while (token != null);

    assertThat(accounts).containsExactly(MANAGEMENT, SECURITY, LOGGING, WORKLOAD);
    assertThat(pages).containsExactly(2, 2, 0);
  }

  @Test
  void theOrganizationIsReadByItsAdministratorsAlone() {
    assertThat(
            realm
                .as(WORKLOAD)
                .organizations()
                .describeOrganization()
                .organization()
                .masterAccountId())
        .isEqualTo(MANAGEMENT);
    assertThatThrownBy(() -> realm.as(SECURITY).organizations().listAccounts())
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> realm.as(STRANGER).organizations().describeOrganization())
        .isInstanceOf(AwsOrganizationsNotInUseException.class);

    realm
        .as(MANAGEMENT)
        .organizations()
        .registerDelegatedAdministrator(
            request -> request.accountId(SECURITY).servicePrincipal("guardduty.amazonaws.com"));
    assertThat(realm.as(SECURITY).organizations().listAccounts().accounts()).hasSize(4);
    assertThat(
            realm
                .as(MANAGEMENT)
                .organizations()
                .listDelegatedAdministrators(request -> {})
                .delegatedAdministrators())
        .extracting(administrator -> administrator.id())
        .containsExactly(SECURITY);
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
  void unitsParentsAndTagsAreFound() {
    realm.aws.organization().tag(WORKLOAD, "team", "payments");
    OrganizationsClient organizations = realm.as(MANAGEMENT).organizations();
    String root = organizations.listRoots().roots().get(0).id();
    String unit =
        organizations
            .listOrganizationalUnitsForParent(request -> request.parentId(root))
            .organizationalUnits()
            .get(0)
            .id();
    assertThat(organizations.listAccountsForParent(request -> request.parentId(unit)).accounts())
        .extracting(account -> account.name())
        .containsExactly("logging", "workload");
    assertThat(organizations.listParents(request -> request.childId(WORKLOAD)).parents())
        .extracting(parent -> parent.id())
        .containsExactly(unit);
    assertThat(organizations.listTagsForResource(request -> request.resourceId(WORKLOAD)).tags())
        .extracting(tag -> tag.key() + "=" + tag.value())
        .containsExactly("team=payments");
  }

  private RegionOptStatus optStatus(String region) {
    return realm
        .as(SECURITY)
        .account()
        .getRegionOptStatus(request -> request.regionName(region))
        .regionOptStatus();
  }

  private AwsClients session(Credentials credentials) {
    return new AwsClients(
        realm.aws, realm.aws.world().accessKey(credentials.accessKeyId()).orElseThrow());
  }

  static void assertFails(Runnable call, int status, String code) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            error -> {
              assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
              assertThat(error.statusCode()).isEqualTo(status);
            });
  }
}
