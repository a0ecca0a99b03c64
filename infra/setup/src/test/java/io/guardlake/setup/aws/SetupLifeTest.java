package io.guardlake.setup.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.sandbox.aws.world.Region;
import io.guardlake.sandbox.s3.SandboxS3;
import io.guardlake.setup.doctor.CheckResult;
import io.guardlake.setup.doctor.CheckResult.Level;
import io.guardlake.setup.execute.Outcome;
import io.guardlake.setup.execute.Outcome.State;
import io.guardlake.setup.execute.Witness;
import io.guardlake.setup.plan.Effect;
import io.guardlake.setup.plan.RegionVerdict;
import io.guardlake.setup.plan.SetupAction;
import io.guardlake.setup.plan.SetupPlan;
import io.guardlake.setup.run.Application;
import io.guardlake.setup.run.Setup;
import io.guardlake.setup.run.SetupException;
import io.guardlake.setup.run.StoppedException;
import io.guardlake.setup.run.Takeback;
import io.guardlake.setup.status.Health;
import io.guardlake.setup.status.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Setups from the first plan to their end, against the sandbox's control plane. */
class SetupLifeTest {
  private static final Set<Effect> ALL = EnumSet.allOf(Effect.class);
  private static final String TYPE = "UnauthorizedAccess:EC2/SSHBruteForce";
  private static final String FOREIGN_KEY =
      """
      {"Effect" : "Allow",  "Principal": {"AWS": "arn:aws:iam::100000000002:root"},\
       "Action": "kms:*", "Resource": "*"}\
      """;
  private static final String FOREIGN_BUCKET =
      """
      {"Sid":"Theirs", "Effect":"Deny","Principal":"*","Action":"s3:DeleteObject",\
      "Resource":"arn:aws:s3:::%s/*",  "Condition":{"Bool":{"aws:SecureTransport":false}}}\
      """;

  private static SandboxS3 objects;

  @TempDir private Path work;
  private final String bucket = "findings-" + UUID.randomUUID();
  private final AtomicInteger done = new AtomicInteger();
  private Realm realm;
  private AwsClients clients;

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
    realm = new Realm(objects, 5);
    realm.optIn(Region.EU_SOUTH_1);
    clients = realm.clients();
  }

  @AfterEach
  void stop() {
    clients.close();
    realm.close();
  }

  @ParameterizedTest
  @CsvSource({
    "NEW, LOGGING, NEW",
    "NEW, LOGGING, EXISTING",
    "EXISTING, SECURITY, NEW",
    "EXISTING, SECURITY, EXISTING",
    "EXISTING, LOGGING, NEW",
    "EXISTING, LOGGING, EXISTING"
  })
  void everyBucketAndKeyIsSetUpOnceAndPublishes(String bucketMode, String owner, String keyMode)
      throws Exception {
    String yaml = everything() + bucket(bucketMode, owner) + key(keyMode);
    realm.knobs.policiesSeenAfter(Duration.ofMinutes(3));
    realm.knobs.destinationsVerifiedAfter(Duration.ofMinutes(2));
    realm.knobs.delegationTakes(Duration.ofMinutes(2));

    try (Setup setup = setup(yaml, Witness.NONE)) {
      Path plan = work.resolve("plan.json");
      setup.keep(setup.plan(), plan);
      assertWhole(setup.apply(setup.reviewed(plan), Optional.of(plan), ALL));

      SetupPlan second = setup.plan();
      assertThat(second.actions()).isEmpty();
      assertThat(second.obstacles()).isEmpty();
      assertThat(exporting(second)).containsExactly("eu-south-1", "eu-west-1", "us-east-1");
      assertForeignStatementsStay(bucketMode, owner, keyMode);

      assertThat(health(setup.verify()).values()).containsOnly(Health.PUBLISHING);
      realm.aws.guardDuty().find(Realm.LOGGING, "eu-south-1", TYPE);
      realm.clock.advance(Duration.ofMinutes(1));
      assertThat(health(setup.status())).containsEntry("eu-south-1", Health.DUE);
      realm.clock.advance(Duration.ofMinutes(5));
      realm.aws.exporter().export();
      assertThat(health(setup.status()))
          .containsEntry("eu-south-1", Health.PUBLISHING)
          .containsEntry("us-east-1", Health.QUIET);
      assertThat(failures(setup.doctor())).isEmpty();
    }
  }

  @Test
  void aBrokenKeyPolicyIsSeenExplainedAndMended() throws Exception {
    try (Setup setup =
        setup(everything() + bucket("EXISTING", "LOGGING") + key("EXISTING"), Witness.NONE)) {
      assertWhole(setup.apply(setup.plan(), Optional.empty(), ALL));
      putKeyPolicy(policyOf(FOREIGN_KEY));
      realm.aws.guardDuty().find(Realm.LOGGING, "us-east-1", TYPE);
      realm.clock.advance(Duration.ofMinutes(6));
      realm.aws.exporter().export();

      Status status = setup.status();
      assertThat(status.isBroken()).isTrue();
      assertThat(health(status)).containsEntry("us-east-1", Health.FAILING);
      assertThat(status.regions())
          .filteredOn(region -> region.region().equals("us-east-1"))
          .allSatisfy(
              region -> {
                assertThat(region.failingSince()).isPresent();
                assertThat(region.sentence()).contains("guardlake setup doctor");
              });
      assertThat(failures(setup.doctor()))
          .anySatisfy(failure -> assertThat(failure.mend()).contains("GuardlakeMainExportKey"));

      realm.clock.advance(Duration.ofDays(2));
      realm.aws.exporter().export();
      assertThat(health(setup.status())).containsEntry("us-east-1", Health.STOPPED);

      assertWhole(setup.apply(setup.plan(), Optional.empty(), ALL));
      assertThat(setup.plan().actions()).isEmpty();
      realm.clock.advance(Duration.ofMinutes(6));
      realm.aws.exporter().export();
      assertThat(health(setup.status())).containsEntry("us-east-1", Health.PUBLISHING);
    }
  }

  /** Each run dies right after it did one thing, before it could write down that it did. */
  @Test
  void killedAfterEveryActionItIsResumedToTheSameEnd() throws Exception {
    String yaml = everything() + bucket("NEW", "LOGGING") + key("NEW");
    Path plan = work.resolve("plan.json");
    int actions;

    try (Setup setup = setup(yaml, Witness.NONE)) {
      SetupPlan reviewed = setup.plan();
      setup.keep(reviewed, plan);
      actions = reviewed.actions().size();
    }

    for (int runs = 1; dies(yaml, plan); runs++) {
      assertThat(runs).isLessThanOrEqualTo(2 * actions);
    }

    // Regions are set up side by side, and a death ends the others' actions before they are told
    // of.
    assertThat(done.get()).isBetween(actions / 2, actions);

    try (Setup setup = setup(yaml, Witness.NONE)) {
      assertThat(setup.plan().actions()).isEmpty();
      assertThat(setup.plan().obstacles()).isEmpty();
      assertThat(health(setup.verify()).values()).containsOnly(Health.PUBLISHING);
    }
  }

  private boolean dies(String yaml, Path plan) throws InterruptedException {
    Witness death =
        new Witness() {
          @Override
          public void begins(SetupAction action) {}

          @Override
          public void ends(Outcome outcome) {
            assertThat(outcome.sentence()).isEmpty();
            done.incrementAndGet();
            throw new StoppedException();
          }
        };

    try (Setup setup = setup(yaml, death)) {
      setup.apply(setup.reviewed(plan), Optional.of(plan), ALL);
      return false;
    } catch (StoppedException e) {
      return true;
    }
  }

  @Test
  void aPlanIsNotDoneOnceTheWorldHasMoved() throws Exception {
    Path plan = work.resolve("plan.json");

    try (Setup setup =
        setup(everything() + bucket("EXISTING", "LOGGING") + key("NEW"), Witness.NONE)) {
      setup.keep(setup.plan(), plan);
      clients
          .s3(Realm.role(Realm.LOGGING), "eu-west-1")
          .putBucketPolicy(
              request ->
                  request
                      .bucket(bucket)
                      .policy(policyOf(FOREIGN_BUCKET.formatted(bucket).replace("Theirs", "New"))));

      assertThatThrownBy(() -> setup.reviewed(plan))
          .isInstanceOf(SetupException.class)
          .hasMessageContaining("Someone changed the policy of bucket " + bucket)
          .hasMessageEndingWith("Plan again.");
    }

    try (Setup other =
        setup(
            "name: Other\n" + everything() + existing(bucket, "LOGGING") + key("NEW"),
            Witness.NONE)) {
      assertThatThrownBy(() -> other.reviewed(plan))
          .isInstanceOf(SetupException.class)
          .hasMessageContaining("another configuration");
    }
  }

  @Test
  void aPlanThatWasBegunIsNotGoneOnWithOnceSomeoneElseChangedAPolicy() throws Exception {
    String yaml = everything() + bucket("EXISTING", "LOGGING") + key("EXISTING");
    Path plan = work.resolve("plan.json");

    try (Setup setup = setup(yaml, Witness.NONE)) {
      setup.keep(setup.plan(), plan);
    }

    assertThat(dies(yaml, plan)).isTrue();
    putKeyPolicy(policyOf(FOREIGN_KEY, FOREIGN_KEY.replace("kms:*", "kms:Describe*")));

    try (Setup setup = setup(yaml, Witness.NONE)) {
      assertThatThrownBy(() -> setup.reviewed(plan))
          .isInstanceOf(SetupException.class)
          .hasMessageContaining("Someone changed the policy of key");
    }
  }

  @Test
  void aRegionThatFailsStopsNoOther() throws Exception {
    realm.knobs.deny(Realm.SECURITY, "guardduty:CreatePublishingDestination", "us-east-1");

    try (Setup setup = setup(everything() + bucket("NEW", "LOGGING") + key("NEW"), Witness.NONE)) {
      Application application = setup.apply(setup.plan(), Optional.empty(), ALL);
      assertThat(application.execution().isWhole()).isFalse();
      assertThat(application.execution().outcomes())
          .filteredOn(outcome -> outcome.state() == State.FAILED)
          .singleElement()
          .satisfies(
              outcome ->
                  assertThat(outcome.sentence())
                      .contains("CreatePublishingDestination in account 100000000002, us-east-1")
                      .contains("The caller may not do this"));

      realm.knobs.allowAgain(Realm.SECURITY, "guardduty:CreatePublishingDestination", "us-east-1");
      assertWhole(setup.apply(setup.plan(), Optional.empty(), ALL));
      assertThat(setup.plan().actions()).isEmpty();
    }
  }

  @Test
  void aRegionThatCannotBeReadIsUnreadableAloneAndAnnounced() throws Exception {
    realm.knobs.deny(Realm.SECURITY, "guardduty:ListDetectors", "us-east-1");

    try (Setup setup = setup(everything() + bucket("NEW", "LOGGING") + key("NEW"), Witness.NONE)) {
      SetupPlan plan = setup.plan();
      assertThat(plan.regions())
          .filteredOn(each -> each.kind() == RegionVerdict.Kind.UNREADABLE)
          .singleElement()
          .satisfies(each -> assertThat(each.sentence()).contains("ListDetectors"));
      assertThat(plan.obstacles())
          .anySatisfy(each -> assertThat(each.region()).contains("us-east-1"));
      assertThat(plan.actions()).isNotEmpty();
    }
  }

  @Test
  void whatAJournalTellsOfIsTakenBackAndNothingElse() throws Exception {
    try (Setup setup =
        setup(everything() + bucket("EXISTING", "LOGGING") + key("EXISTING"), Witness.NONE)) {
      Application application = setup.apply(setup.plan(), Optional.empty(), ALL);
      assertWhole(application);
      String since = FOREIGN_KEY.replace("kms:*", "kms:Describe*");
      String now = keyPolicy();
      putKeyPolicy(now.substring(0, now.lastIndexOf(']')) + "," + since + "]}");

      Takeback takeback = setup.takeback(application.journal().orElseThrow());
      assertThat(takeback.commands())
          .anySatisfy(each -> assertThat(each).contains("disable-organization-admin-account"));
      assertWhole(setup.apply(takeback.plan(), Optional.empty(), ALL));

      assertThat(keyPolicy()).contains(FOREIGN_KEY).contains(since).doesNotContain("GuardlakeMain");
      assertThat(bucketPolicy())
          .contains(FOREIGN_BUCKET.formatted(bucket))
          .doesNotContain("GuardlakeMain");
      assertThat(exporting(setup.plan())).isEmpty();
    }
  }

  @Test
  void destroyTakesWhatIsOursAndLeavesTheRest() throws Exception {
    try (Setup setup =
        setup(everything() + bucket("EXISTING", "LOGGING") + key("EXISTING"), Witness.NONE)) {
      assertWhole(setup.apply(setup.plan(), Optional.empty(), ALL));
      assertWhole(setup.apply(setup.destruction(), Optional.empty(), ALL));

      assertThat(setup.destruction().actions()).isEmpty();
      assertThat(keyPolicy()).contains(FOREIGN_KEY).doesNotContain("GuardlakeMain");
      assertThat(bucketPolicy())
          .contains(FOREIGN_BUCKET.formatted(bucket))
          .doesNotContain("GuardlakeMain");
      assertThat(setup.world().regions().get("us-east-1").detector().found()).isPresent();
    }
  }

  @Test
  void aRegionWhosePrincipalIsUnknownIsLeftOutAndTheOthersGoOn() throws Exception {
    realm.knobs.rejectPrincipal("guardduty.eu-south-1.amazonaws.com");

    try (Setup setup = setup(everything() + bucket("NEW", "LOGGING") + key("NEW"), Witness.NONE)) {
      Application application = setup.apply(setup.plan(), Optional.empty(), ALL);
      assertWhole(application);
      assertThat(application.notes()).anySatisfy(note -> assertThat(note).contains("eu-south-1"));
      SetupPlan second = setup.plan();
      assertThat(second.actions()).isEmpty();
      assertThat(exporting(second)).containsExactly("eu-west-1", "us-east-1");
      assertThat(second.regions())
          .anySatisfy(
              each -> {
                assertThat(each.region()).isEqualTo("eu-south-1");
                assertThat(each.kind()).isEqualTo(RegionVerdict.Kind.NOT_EXPORTABLE);
              });
    }
  }

  @Test
  void membersLeftOutAreTriedAgainAndNamedIfTheyStayOut() throws Exception {
    realm.knobs.leaveUnprocessed("200000000003", "not an associated member of account", 2);
    realm.knobs.leaveUnprocessed("200000000004", "Something new", 1000);

    try (Setup setup = setup(everything() + bucket("NEW", "LOGGING") + key("NEW"), Witness.NONE)) {
      Application application = setup.apply(setup.plan(), Optional.empty(), ALL);
      assertThat(application.execution().outcomes())
          .filteredOn(outcome -> outcome.state() == State.FAILED)
          .isNotEmpty()
          .allSatisfy(
              outcome ->
                  assertThat(outcome.sentence())
                      .contains("1 accounts were left out")
                      .contains("200000000004")
                      .contains("Something new"));
    }
  }

  @Test
  void aSampleFindingIsFollowedToTheReader() throws Exception {
    String reader = realm.aws.world().addRole(Realm.SECURITY, "Reader");
    Realm moving = realm;

    try (Setup setup =
        new Setup(
            Wishes.read(everything(), bucket("NEW", "LOGGING"), key("NEW"), readers(reader)),
            "",
            realm.access(),
            work,
            realm.clock,
            tries -> {
              moving.clock.advance(Duration.ofMinutes(1));
              moving.aws.exporter().export();
              return tries < 20;
            },
            Witness.NONE)) {
      assertWhole(setup.apply(setup.plan(), Optional.empty(), ALL));
      EndToEnd.Arrival arrival = setup.follow("us-east-1");
      assertThat(arrival.uri()).contains("s3://" + bucket + "/guardduty/AWSLogs/");
      assertThat(arrival.reader()).isEqualTo(reader);
      assertThat(setup.status().regions())
          .filteredOn(region -> region.region().equals("us-east-1"))
          .allSatisfy(region -> assertThat(region.health()).isEqualTo(Health.QUIET));
    }
  }

  @Test
  void credentialsOfAnotherAccountAreRefusedBeforeAnythingElse() throws Exception {
    String yaml =
        (everything() + existing(bucket, "LOGGING") + key("NEW"))
            .replace(
                "security: {id: \"100000000002\", role: \"arn:aws:iam::100000000002:role/Setup\"}",
                "security: {id: \"100000000002\"}");

    try (Setup setup = setup(yaml, Witness.NONE)) {
      SetupPlan plan = setup.plan();
      assertThat(plan.actions()).isEmpty();
      assertThat(plan.obstacles())
          .singleElement()
          .satisfies(
              each ->
                  assertThat(each.sentence())
                      .contains("account 100000000001, not of 100000000002"));
    }
  }

  @Test
  void aBucketNameOfSomeoneElseEndsInASentence() throws Exception {
    clients
        .s3(Realm.role(Realm.MANAGEMENT), "eu-west-1")
        .createBucket(
            request ->
                request
                    .bucket(bucket)
                    .createBucketConfiguration(each -> each.locationConstraint("eu-west-1")));

    try (Setup setup =
        setup(
            everything() + Wishes.NEW_BUCKET.formatted(bucket, "LOGGING") + key("NEW"),
            Witness.NONE)) {
      SetupPlan plan = setup.plan();
      assertThat(plan.obstacles())
          .anySatisfy(each -> assertThat(each.sentence()).contains("Whether bucket " + bucket));
      assertThat(exporting(plan)).isEmpty();
    }
  }

  private static String everything() {
    return Wishes.ACCOUNTS
        + Wishes.ORGANIZATION
        + Wishes.regions("eu-west-1", "us-east-1", "eu-south-1")
        + Wishes.FEATURES;
  }

  private String bucket(String mode, String owner) {
    if (mode.equals("NEW")) {
      return Wishes.NEW_BUCKET.formatted(bucket, owner);
    }

    String account = owner.equals("SECURITY") ? Realm.SECURITY : Realm.LOGGING;
    clients
        .s3(Realm.role(account), "eu-west-1")
        .createBucket(
            request ->
                request
                    .bucket(bucket)
                    .createBucketConfiguration(each -> each.locationConstraint("eu-west-1")));
    clients
        .s3(Realm.role(account), "eu-west-1")
        .putBucketPolicy(
            request -> request.bucket(bucket).policy(policyOf(FOREIGN_BUCKET.formatted(bucket))));
    return existing(bucket, owner);
  }

  private static String existing(String bucket, String owner) {
    return Wishes.EXISTING_BUCKET.formatted(bucket, owner);
  }

  private String key(String mode) {
    if (mode.equals("NEW")) {
      return Wishes.NEW_KEY;
    }

    keyArn =
        clients
            .kms(Realm.role(Realm.SECURITY), "eu-west-1")
            .createKey(request -> request.policy(policyOf(FOREIGN_KEY)))
            .keyMetadata()
            .arn();
    return "key: {mode: EXISTING, arn: \"%s\"}\n".formatted(keyArn);
  }

  private String keyArn = "";

  private static String readers(String role) {
    return "readers: [\"%s\"]\n".formatted(role);
  }

  private static String policyOf(String... statements) {
    return "{\"Version\": \"2012-10-17\", \"Statement\": [%s]}"
        .formatted(String.join(",", statements));
  }

  private String keyPolicy() {
    return clients
        .kms(Realm.role(Realm.SECURITY), "eu-west-1")
        .getKeyPolicy(request -> request.keyId(keyArn).policyName("default"))
        .policy();
  }

  private void putKeyPolicy(String policy) {
    clients
        .kms(Realm.role(Realm.SECURITY), "eu-west-1")
        .putKeyPolicy(request -> request.keyId(keyArn).policyName("default").policy(policy));
  }

  private String bucketPolicy() {
    return clients
        .s3(Realm.role(Realm.LOGGING), "eu-west-1")
        .getBucketPolicy(request -> request.bucket(bucket))
        .policy();
  }

  private void assertForeignStatementsStay(String bucketMode, String owner, String keyMode) {
    if (bucketMode.equals("EXISTING") && owner.equals("LOGGING")) {
      assertThat(bucketPolicy()).contains(FOREIGN_BUCKET.formatted(bucket));
    }

    if (keyMode.equals("EXISTING")) {
      assertThat(keyPolicy()).contains(FOREIGN_KEY).contains("GuardlakeMainExportKey");
    }
  }

  private Setup setup(String yaml, Witness watcher) {
    return Setup.of(
        "setup.yaml", yaml, realm.access(), work, realm.clock, realm.patience(), watcher);
  }

  private static void assertWhole(Application application) {
    assertThat(application.execution().outcomes()).isNotEmpty();
    assertThat(application.execution().outcomes())
        .filteredOn(outcome -> outcome.state() != State.DONE)
        .extracting(Outcome::sentence)
        .isEmpty();
  }

  private static List<String> exporting(SetupPlan plan) {
    return plan.regions().stream()
        .filter(each -> each.kind() == RegionVerdict.Kind.EXPORTS)
        .map(RegionVerdict::region)
        .toList();
  }

  private static Map<String, Health> health(Status status) {
    Map<String, Health> health = new TreeMap<>();
    status.regions().stream()
        .filter(region -> region.health() != Health.LEFT_OUT)
        .forEach(region -> health.put(region.region(), region.health()));
    return health;
  }

  private static List<CheckResult> failures(List<CheckResult> results) {
    return results.stream().filter(result -> result.level() == Level.FAIL).toList();
  }
}
