package io.guardlake.setup.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.setup.arn.KeyArn;
import io.guardlake.setup.config.AccountRole;
import io.guardlake.setup.config.ConfigReader;
import io.guardlake.setup.config.SetupConfig;
import io.guardlake.setup.plan.GuardDutyAction.ChangeFrequency;
import io.guardlake.setup.plan.GuardDutyAction.CreateDestination;
import io.guardlake.setup.plan.GuardDutyAction.UpdateDestination;
import io.guardlake.setup.plan.OrganizationAction.EnableAdministrator;
import io.guardlake.setup.plan.OrganizationAction.EnrolMembers;
import io.guardlake.setup.plan.RegionVerdict.Kind;
import io.guardlake.setup.policy.PolicyDocument;
import io.guardlake.setup.world.BucketState;
import io.guardlake.setup.world.DestinationState;
import io.guardlake.setup.world.DetectorState;
import io.guardlake.setup.world.Identity;
import io.guardlake.setup.world.KeyState;
import io.guardlake.setup.world.OptIn;
import io.guardlake.setup.world.OrganizationState;
import io.guardlake.setup.world.Seen;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SetupPlannerTest {
  private static final String NEW =
      """
      accounts:
        management: {id: "111111111111"}
        security: {id: "222222222222"}
        logging: {id: "333333333333"}
      organization: {autoEnableMembers: ALL, existingMembers: ENROLL, managementDetector: CREATE}
      frequency: FIFTEEN_MINUTES
      bucket:
        mode: NEW
        name: findings
        region: eu-west-1
        prefix: guardduty
        strictDenies: [UNENCRYPTED, OTHER_KEY, INSECURE_TRANSPORT]
        lifecycle: {expireAfterDays: 365}
      key: {mode: NEW, alias: alias/findings}
      features:
        - {name: S3_DATA_EVENTS, administrator: ENABLED, autoEnable: ALL, existingMembers: ENABLED}
        - {name: RUNTIME_MONITORING, administrator: ENABLED, agents: [EKS_ADDON_MANAGEMENT]}
      readers: ["arn:aws:iam::777777777777:role/R"]
      queue: arn:aws:sqs:eu-west-1:333333333333:q
      """;
  private static final String EXISTING =
      """
      accounts:
        security: {id: "222222222222"}
      bucket: {mode: EXISTING, name: findings, region: eu-west-1}
      key: {mode: EXISTING, arn: "arn:aws:kms:eu-west-1:222222222222:key/%s"}
      """
          .formatted(ModelAws.KEY_ID);

  @Test
  void setsUpThirtyRegionsAndAHundredAndTwentyAccountsFromNothing() {
    ModelAws model = model(NEW, 26, 4);
    SetupPlan plan = plan(model);

    plan.actions().forEach(action -> action.apply(model));

    assertThat(plan.obstacles()).isEmpty();
    assertThat(plan.regions()).hasSize(30).allMatch(each -> each.kind() == Kind.WILL_EXPORT);
    SetupPlan second = plan(model);
    assertThat(second.actions()).isEmpty();
    assertThat(second.regions()).allMatch(each -> each.kind() == Kind.EXPORTS);
    assertThat(model.regions.values()).allMatch(region -> region.members.size() == 119);
  }

  @Test
  void saysWhatTheQueuesPolicyNeedsBeforeS3Refuses() {
    assertThat(plan(model(NEW, 1, 0)).notes())
        .anySatisfy(
            note ->
                assertThat(note)
                    .contains("\"Service\":\"s3.amazonaws.com\"", "\"sqs:SendMessage\"")
                    .contains("\"Resource\":\"arn:aws:sqs:eu-west-1:333333333333:q\"")
                    .contains("\"aws:SourceArn\":\"arn:aws:s3:::findings\""));
  }

  @Test
  void delegatesInOneRegionAloneAndThenInTheRest() {
    List<EnableAdministrator> delegations = of(plan(model(NEW, 3, 0)), EnableAdministrator.class);

    assertThat(delegations)
        .extracting(SetupAction::stage)
        .containsExactly(Stage.FIRST_ADMINISTRATOR, Stage.ADMINISTRATORS, Stage.ADMINISTRATORS);
  }

  @Test
  void putsThePoliciesBeforeTheDestinationsThatGuardDutyChecksThemFor() {
    List<Stage> stages = plan(model(NEW, 2, 1)).actions().stream().map(SetupAction::stage).toList();

    assertThat(stages).isSorted();
    assertThat(Stage.POLICIES).isLessThan(Stage.MARKER);
    assertThat(Stage.MARKER).isLessThan(Stage.DESTINATIONS);
    assertThat(Stage.DETECTORS).isLessThan(Stage.DESTINATIONS);
  }

  @Test
  void asksForWhatCannotBeTakenBackAndWhatCosts() {
    SetupPlan plan = plan(model(NEW, 1, 0));

    assertThat(plan.notAllowed(Set.of())).containsOnly(Effect.CHARGES, Effect.IRREVERSIBLE);
    assertThat(plan.notAllowed(Set.of(Effect.CHARGES, Effect.IRREVERSIBLE))).isEmpty();
    assertThat(plan.actions().stream().flatMap(action -> action.effects().stream()))
        .contains(Effect.INSTALLS_AGENTS);
  }

  @Test
  void doesNothingWithTheCredentialsOfAnotherAccount() {
    ModelAws model = model(NEW, 2, 0);
    model.identities.put(
        AccountRole.LOGGING,
        Seen.present(new Identity("999999999999", "arn:aws:iam::999999999999:user/u")));

    SetupPlan plan = plan(model);

    assertThat(plan.actions()).isEmpty();
    assertThat(plan.obstacles())
        .extracting(Obstacle::sentence)
        .containsExactly(
            "The credentials for the logging account are arn:aws:iam::999999999999:user/u of"
                + " account 999999999999, not of 333333333333; set accounts.logging.profile or"
                + " role.");
  }

  @Test
  void goesOnInTheOtherRegionsWhenOneIsDenied() {
    ModelAws model = model(NEW, 3, 0);
    model.regions.get("us-a-1").detector = Seen.unreadable("Denied in us-a-1.");

    SetupPlan plan = plan(model);

    assertThat(verdict(plan, "us-a-1").kind()).isEqualTo(Kind.UNREADABLE);
    assertThat(plan.actions()).noneMatch(each -> each.region().equals(Optional.of("us-a-1")));
    assertThat(of(plan, CreateDestination.class)).hasSize(2);
    // A list without the region would stop its export, should it have one.
    assertThat(key(plan)).contains("us-a-1");
  }

  @Test
  void leavesRegionsOutThatCannotExportToTheBucket() {
    ModelAws model =
        model(
            NEW.replace("region: eu-west-1", "region: me-a-1")
                .replace("sqs:eu-west-1", "sqs:me-a-1"),
            2,
            2);

    SetupPlan plan = plan(model);

    assertThat(verdict(plan, "me-a-1").kind()).isEqualTo(Kind.WILL_EXPORT);
    assertThat(verdict(plan, "me-b-1").sentence()).contains("exports there only from itself");
    assertThat(verdict(plan, "us-a-1").kind()).isEqualTo(Kind.NOT_EXPORTABLE);
    assertThat(of(plan, CreateDestination.class)).hasSize(1);
  }

  @Test
  void letsGoOfOneOptInRegionWhosePrincipalIsUnknownAndKeepsTheOthers() {
    ModelAws model = model(NEW, 2, 2);
    model.rejectedPrincipals.add("me-b-1");

    SetupPlan plan = plan(model);
    plan.actions().forEach(action -> action.apply(model));

    assertThat(verdict(plan, "me-b-1").sentence()).contains("guardduty.me-b-1.amazonaws.com");
    assertThat(verdict(plan, "me-a-1").kind()).isEqualTo(Kind.WILL_EXPORT);
    assertThat(key(plan)).contains("guardduty.me-a-1").doesNotContain("guardduty.me-b-1");
  }

  @Test
  void keepsNamingARegionThatExportsHereThoughItIsLeftOutNow() {
    ModelAws model = existing("");
    String key = model.key.found().orElseThrow().arn().toString();
    ModelAws narrower =
        new ModelAws(ConfigReader.read("setup.yaml", EXISTING + "regions: {include: [us-a-1]}\n"));
    narrower.key = model.key;
    narrower.bucket = model.bucket;
    narrower.regions.putAll(model.regions);
    destination(
        narrower,
        "us-b-1",
        new DestinationState("d", "arn:aws:s3:::findings/", key, "PUBLISHING", Optional.empty()));

    SetupPlan plan = plan(narrower);

    assertThat(bucketText(plan)).contains("us-a-1", "us-b-1").doesNotContain("us-c-1");
    assertThat(verdict(plan, "us-b-1").kind()).isEqualTo(Kind.NOT_CHOSEN);
  }

  @Test
  void asksTheOwnerOfAKeyThatIsNotOurs() {
    ModelAws model = existing("");
    model.key = Seen.unreadable("Access denied to kms:GetKeyPolicy.");

    SetupPlan plan = plan(model);

    assertThat(plan.manualSteps()).hasSize(1);
    assertThat(plan.manualSteps().get(0).sentence()).contains("kms:GetKeyPolicy");
    assertThat(plan.manualSteps().get(0).statements().get(0)).contains("kms:GenerateDataKey");
    assertThat(of(plan, CreateDestination.class)).isNotEmpty();
  }

  @Test
  void saysWhichForeignStatementStopsTheExportAndDoesNotTouchIt() {
    String deny =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"OnlyFromVpc\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":{\"StringNotEquals\":{\"aws:SourceVpce\":\"vpce-1\"}}}]}";
    SetupPlan plan = plan(existing(deny));

    assertThat(of(plan, CreateDestination.class)).isEmpty();
    assertThat(plan.regions()).allMatch(each -> each.kind() == Kind.BLOCKED);
    assertThat(plan.obstacles().get(0).sentence()).contains("Statement \"OnlyFromVpc\" denies it.");
  }

  @Test
  void writesRegionsInOneWhenThereIsNoRoomAndRefusesWhenThereIsNone() {
    SetupPlan roomy = plan(existing(policyOf(1_000)));
    SetupPlan narrow = plan(existing(policyOf(18_800)));
    SetupPlan full = plan(existing(policyOf(20_300)));

    assertThat(bucketText(roomy)).contains("guardduty:us-a-1:").doesNotContain("guardduty:*:");
    assertThat(bucketText(narrow)).contains("guardduty:*:222222222222:detector/*");
    assertThat(of(full, CreateDestination.class)).isEmpty();
    assertThat(full.obstacles().get(0).sentence())
        .contains(
            "the policy of bucket findings", "AWS takes 20480", "1 statements in it are not ours");
  }

  @Test
  void tellsAFailingDestinationToTryAgainAndMovesAnotherOnlyWhenAllowed() {
    ModelAws model = existing("");
    String key = model.key.found().orElseThrow().arn().toString();
    destination(
        model,
        "us-a-1",
        new DestinationState(
            "d", "arn:aws:s3:::findings", key, "STOPPED", Optional.of(Instant.EPOCH)));
    destination(
        model,
        "us-b-1",
        new DestinationState("d", "arn:aws:s3:::elsewhere", key, "PUBLISHING", Optional.empty()));
    destination(
        model,
        "eu-west-1",
        new DestinationState(
            "d", "arn:aws:s3:::findings/", key, "PENDING_VERIFICATION", Optional.empty()));

    SetupPlan plan = plan(model);

    assertThat(of(plan, UpdateDestination.class))
        .extracting(SetupAction::describe)
        .satisfiesExactly(
            retry ->
                assertThat(retry).contains("export again", "STOPPED, failing since 1970-01-01"),
            move -> assertThat(move).contains("no longer to arn:aws:s3:::elsewhere"));
    assertThat(plan.notAllowed(Set.of(Effect.CHARGES))).containsOnly(Effect.REDIRECTS);
    assertThat(verdict(plan, "eu-west-1").kind()).isEqualTo(Kind.EXPORTS);
  }

  @Test
  void leavesAloneWhatTheConfigurationLeavesOut() {
    ModelAws model =
        existing(
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"GuardlakeMainDenyUnencrypted\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:x\",\"Resource\":\"*\"}]}");
    model.regions.get("us-a-1").supported.add("S3_DATA_EVENTS");
    model.createDetector(AccountRole.SECURITY, "us-a-1", Optional.empty(), new TreeMap<>());

    SetupPlan plan = plan(model);

    assertThat(of(plan, ChangeFrequency.class)).isEmpty();
    assertThat(plan.actions()).noneMatch(each -> each.kind().contains("Feature"));
    assertThat(plan.actions()).noneMatch(each -> each instanceof StorageAction);
    assertThat(bucketText(plan)).contains("GuardlakeMainDenyUnencrypted");
  }

  @Test
  void namesTheManagementAccountsOwnDetectorAsWhatEnrollingItWaitsFor() {
    ModelAws model =
        model(NEW.replace("managementDetector: CREATE", "managementDetector: LEAVE"), 1, 0);

    SetupPlan plan = plan(model);

    assertThat(of(plan, EnrolMembers.class).get(0).accounts()).doesNotContain("111111111111");
    assertThat(plan.notes()).anyMatch(note -> note.contains("managementDetector: CREATE"));
  }

  @Test
  void refusesToApplyToAPolicyThatMovedSinceThePlan() {
    ModelAws model = existing("");
    SetupPlan plan = plan(model);
    BucketState now = model.bucket.found().orElseThrow();
    model.bucket =
        Seen.present(
            ModelAws.state(
                "findings",
                "eu-west-1",
                policyOf(50),
                now.guards(),
                now.defaultKey(),
                now.markers(),
                now.lifecycle(),
                now.notifications()));

    assertThatThrownBy(() -> plan.actions().forEach(action -> action.apply(model)))
        .hasMessage("the policy has moved");
    assertThat(plan(model).fingerprint()).isNotEqualTo(plan.fingerprint());
  }

  @Test
  void destroysWhatItMadeAndSaysWhatStays() {
    ModelAws model = model(NEW, 2, 0);
    plan(model).actions().forEach(action -> action.apply(model));

    SetupPlan destroy = SetupPlanner.destroy(model.config, model.world());
    destroy.actions().forEach(action -> action.apply(model));

    assertThat(destroy.actions().stream().map(SetupAction::kind).distinct())
        .containsExactly(
            "RemoveNotification", "DeleteDestination", "EditPolicy", "RemoveLifecycleRule");
    assertThat(destroy.manualSteps())
        .extracting(ManualStep::sentence)
        .anyMatch(sentence -> sentence.contains("Bucket and key stay"))
        .anyMatch(sentence -> sentence.contains("GuardDuty stays on"));
    assertThat(model.key.found().flatMap(key -> key.policy().found()).orElseThrow())
        .contains("EnableAccountAdministration")
        .doesNotContain("Guardlake");
  }

  /** Otherwise the properties might hold because nothing ever happens. */
  @Test
  void theRandomWorldsBringUpEveryKindOfActionAndVerdict() {
    Set<String> kinds = new TreeSet<>();
    Set<Kind> verdicts = new HashSet<>();
    Set<String> others = new TreeSet<>();

    for (long seed = 0; seed < 400; seed++) {
      ModelAws model = RandomSetup.of(seed);
      SetupPlan plan = plan(model);
      plan.actions().forEach(action -> kinds.add(action.kind()));
      plan.regions().forEach(each -> verdicts.add(each.kind()));
      plan.actions().forEach(action -> action.apply(model));
      SetupPlanner.destroy(model.config, model.world())
          .actions()
          .forEach(action -> kinds.add(action.kind()));

      if (!plan.obstacles().isEmpty()) {
        others.add("obstacle");
      }

      if (!plan.manualSteps().isEmpty()) {
        others.add("step by hand");
      }
    }

    assertThat(kinds).containsExactlyElementsOf(kindsOf(SetupAction.class));
    assertThat(verdicts).containsExactlyInAnyOrder(Kind.values());
    assertThat(others).containsExactly("obstacle", "step by hand");
  }

  private static Set<String> kindsOf(Class<?> type) {
    if (!type.isInterface()) {
      return Set.of(type.getSimpleName());
    }

    Set<String> kinds = new TreeSet<>();

    for (Class<?> permitted : type.getPermittedSubclasses()) {
      kinds.addAll(kindsOf(permitted));
    }

    return Collections.unmodifiableSet(kinds);
  }

  private static SetupPlan plan(ModelAws model) {
    return SetupPlanner.plan(model.config, model.world());
  }

  private static <A extends SetupAction> List<A> of(SetupPlan plan, Class<A> type) {
    return plan.actions().stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static RegionVerdict verdict(SetupPlan plan, String region) {
    return plan.regions().stream()
        .filter(each -> each.region().equals(region))
        .findFirst()
        .orElseThrow();
  }

  private static String key(SetupPlan plan) {
    return of(plan, StorageAction.CreateKey.class).get(0).policy();
  }

  private static String bucketText(SetupPlan plan) {
    EditPolicy edit =
        of(plan, EditPolicy.class).stream()
            .filter(each -> each.target().resource().equals("findings"))
            .findFirst()
            .orElseThrow();
    return edit.edit().applyTo(edit.before()).text();
  }

  private static void destination(ModelAws model, String in, DestinationState destination) {
    model.regions.get(in).detector =
        Seen.present(
            new DetectorState("id", true, "SIX_HOURS", new TreeMap<>(), Seen.present(destination)));
  }

  private static String policyOf(int bytes) {
    String shell =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"444444444444\"},\"Action\":\"s3:GetObject\",\"Resource\":\"%s\"}]}";
    return shell.formatted("x".repeat(Math.max(0, bytes - shell.length())));
  }

  private static ModelAws existing(String policy) {
    ModelAws model = model(EXISTING, 12, 0);
    model.key =
        Seen.present(
            new KeyState(
                KeyArn.parse("arn:aws:kms:eu-west-1:222222222222:key/" + ModelAws.KEY_ID)
                    .orElseThrow(),
                "Enabled",
                "ENCRYPT_DECRYPT",
                "SYMMETRIC_DEFAULT",
                "CUSTOMER",
                true,
                Set.of(),
                Seen.present(PolicyDocument.EMPTY.text())));
    model.bucket =
        Seen.present(
            ModelAws.state(
                "findings",
                "eu-west-1",
                policy,
                Set.of(),
                Optional.empty(),
                Set.of(),
                List.of(),
                List.of()));
    return model;
  }

  /** Nothing yet, and all wished for. */
  static ModelAws fromNothing(int defaults, int optIns) {
    return model(NEW, defaults, optIns);
  }

  /** An organization of 120 accounts; eu-west-1, us-a-1, us-b-1..., and opt-in me-a-1... */
  private static ModelAws model(String yaml, int defaults, int optIns) {
    SetupConfig config = ConfigReader.read("setup.yaml", yaml);
    ModelAws model = new ModelAws(config);
    Set<String> features = new TreeSet<>(List.of("S3_DATA_EVENTS", "RUNTIME_MONITORING"));

    for (int i = 0; i < defaults; i++) {
      String name = i == 0 ? "eu-west-1" : "us-%s-1".formatted((char) ('a' + i - 1));
      model.regions.put(name, new ModelAws.Region(OptIn.DEFAULT, features));
    }

    for (int i = 0; i < optIns; i++) {
      model.regions.put(
          "me-%s-1".formatted((char) ('a' + i)), new ModelAws.Region(OptIn.OPTED_IN, features));
    }

    TreeMap<String, String> accounts =
        IntStream.range(0, 117)
            .mapToObj(i -> "4%011d".formatted(i))
            .collect(Collectors.toMap(id -> id, id -> "name", (a, b) -> a, TreeMap::new));
    List.of("111111111111", "222222222222", "333333333333").forEach(id -> accounts.put(id, "name"));
    model.organization =
        Seen.present(new OrganizationState("o-1", "111111111111", "ALL", Set.of(), accounts));
    return model;
  }
}
