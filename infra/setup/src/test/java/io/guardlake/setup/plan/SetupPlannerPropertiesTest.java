package io.guardlake.setup.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.setup.doctor.CheckResult;
import io.guardlake.setup.doctor.Doctor;
import io.guardlake.setup.policy.OwnStatement;
import io.guardlake.setup.policy.PolicyDocument;
import io.guardlake.setup.policy.PolicyException;
import io.guardlake.setup.policy.PolicyKind;
import io.guardlake.setup.policy.Statement;
import io.guardlake.setup.world.BucketState;
import io.guardlake.setup.world.DetectorState;
import io.guardlake.setup.world.KeyState;
import io.guardlake.setup.world.LifecycleRule;
import io.guardlake.setup.world.OrganizationState;
import io.guardlake.setup.world.QueueNotification;
import io.guardlake.setup.world.RegionState;
import io.guardlake.setup.world.Seen;
import io.guardlake.setup.world.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds of every plan, from any starting world. */
class SetupPlannerPropertiesTest {

  @Property(tries = 200)
  void aPlanThatIsDoneLeavesNothingToPlan(@ForAll long seed) {
    ModelAws model = RandomSetup.of(seed);

    apply(plan(model), model);

    assertThat(plan(model).actions()).isEmpty();
  }

  @Property(tries = 200)
  void aPlanThatIsBrokenOffAnywhereIsResumedToTheSameEnd(
      @ForAll long seed, @ForAll @IntRange(max = 60) int done) {
    ModelAws whole = RandomSetup.of(seed);
    ModelAws broken = RandomSetup.of(seed);
    List<SetupAction> actions = plan(whole).actions();

    actions.forEach(action -> action.apply(whole));
    actions.stream().limit(done).forEach(action -> action.apply(broken));
    apply(plan(broken), broken);

    assertThat(broken.world()).isEqualTo(whole.world());
  }

  @Property(tries = 200)
  void whatIsNotOursStaysAsItIs(@ForAll long seed) {
    ModelAws model = RandomSetup.of(seed);
    World before = model.world();

    apply(plan(model), model);

    assertForeignUnchanged(before, model.world());
  }

  @Property(tries = 200)
  void nothingIsTakenAwayButOurOwn(@ForAll long seed) {
    ModelAws model = RandomSetup.of(seed);
    apply(plan(model), model);
    World before = model.world();

    apply(SetupPlanner.destroy(model.config, before), model);

    World after = model.world();
    assertForeignUnchanged(before, after);
    assertThat(withoutDestinations(after)).isEqualTo(withoutDestinations(before));
    assertThat(after.organization()).isEqualTo(before.organization());
    assertThat(after.key().found().map(KeyState::arn))
        .isEqualTo(before.key().found().map(KeyState::arn));
    assertThat(after.bucket().found().map(BucketState::guards))
        .isEqualTo(before.bucket().found().map(BucketState::guards));
    assertThat(SetupPlanner.destroy(model.config, after).actions()).isEmpty();
    assertThat(ours(PolicyKind.KEY, keyPolicy(after))).isEmpty();
    assertThat(ours(PolicyKind.BUCKET, bucketPolicy(after))).isEmpty();
  }

  @Property(tries = 200)
  void whatCanBeUndoneIsUndoneAndNothingElse(@ForAll long seed) {
    ModelAws model = RandomSetup.of(seed);
    World before = model.world();
    SetupPlan plan = plan(model);
    apply(plan, model);
    List<SetupAction> actions = new ArrayList<>(plan.actions());
    Collections.reverse(actions);

    for (SetupAction action : actions) {
      if (action.undo() instanceof Undo.By by) {
        by.action().apply(model);
      }
    }

    World after = model.world();
    assertForeignUnchanged(before, after);

    if (before.bucket().found().isPresent()) {
      assertThat(sids(bucketPolicy(after))).hasSameElementsAs(sids(bucketPolicy(before)));
      assertThat(after.bucket().found().map(BucketState::notifications).orElseThrow())
          .containsExactlyInAnyOrderElementsOf(
              before.bucket().found().map(BucketState::notifications).orElseThrow());
      assertThat(after.bucket().found().map(BucketState::lifecycle).orElseThrow())
          .containsExactlyInAnyOrderElementsOf(
              before.bucket().found().map(BucketState::lifecycle).orElseThrow());
    }

    if (before.key().found().isPresent()) {
      assertThat(sids(keyPolicy(after))).hasSameElementsAs(sids(keyPolicy(before)));
    }
  }

  /** Two parts of the setup that judge the same policies and states on their own. */
  @Property(tries = 200)
  void theDoctorFindsNoFaultWithARegionThatThePlannerSaysExports(@ForAll long seed) {
    ModelAws model = RandomSetup.of(seed);
    apply(plan(model), model);
    Set<String> exporting =
        plan(model).regions().stream()
            .filter(each -> each.kind() == RegionVerdict.Kind.EXPORTS)
            .map(RegionVerdict::region)
            .collect(Collectors.toSet());

    assertThat(Doctor.examine(model.config, model.world()))
        .filteredOn(each -> each.level() == CheckResult.Level.FAIL)
        .filteredOn(
            each ->
                List.of(
                        "key.policy",
                        "bucket.location",
                        "bucket.policy",
                        "bucket.acl",
                        "destination")
                    .contains(each.check()))
        .filteredOn(
            each -> List.of(each.subject().split(", ")).stream().anyMatch(exporting::contains))
        .isEmpty();
  }

  @Property(tries = 100)
  void aPlanIsTheSameForTheSameWorldAndAnotherOnceItMoved(@ForAll long seed) {
    ModelAws model = RandomSetup.of(seed);
    SetupPlan plan = plan(model);

    assertThat(plan(RandomSetup.of(seed)).fingerprint()).isEqualTo(plan.fingerprint());
    assertThat(plan.json()).contains("\"formatVersion\" : \"1.0\"", plan.fingerprint());

    if (!plan.actions().isEmpty()) {
      plan.actions().get(0).apply(model);
      assertThat(plan(model).fingerprint()).isNotEqualTo(plan.fingerprint());
    }
  }

  private static SetupPlan plan(ModelAws model) {
    return SetupPlanner.plan(model.config, model.world());
  }

  private static void apply(SetupPlan plan, ModelAws model) {
    plan.actions().forEach(action -> action.apply(model));
  }

  private static void assertForeignUnchanged(World before, World after) {
    assertForeign(PolicyKind.KEY, keyPolicy(before), keyPolicy(after));
    assertForeign(PolicyKind.BUCKET, bucketPolicy(before), bucketPolicy(after));
    List<LifecycleRule> rules =
        before.bucket().found().map(BucketState::lifecycle).orElse(List.of());
    List<QueueNotification> notifications =
        before.bucket().found().map(BucketState::notifications).orElse(List.of());
    rules.stream()
        .filter(rule -> !rule.id().equals("GuardlakeMainRetention"))
        .forEach(
            rule -> assertThat(after.bucket().found().orElseThrow().lifecycle()).contains(rule));
    notifications.stream()
        .filter(each -> !each.id().equals("GuardlakeMainQueue"))
        .forEach(
            each ->
                assertThat(after.bucket().found().orElseThrow().notifications()).contains(each));
    before
        .organization()
        .found()
        .map(OrganizationState::trustedServices)
        .ifPresent(
            services ->
                assertThat(after.organization().found().orElseThrow().trustedServices())
                    .containsAll(services));
  }

  private static void assertForeign(
      PolicyKind kind, Optional<String> before, Optional<String> after) {
    assertThat(parses(before)).isEqualTo(parses(before) && (before.isEmpty() || parses(after)));

    if (before.isPresent() && !parses(before)) {
      assertThat(after).isEqualTo(before);
      return;
    }

    before.ifPresent(
        text -> assertThat(foreign(kind, after.orElseThrow())).isEqualTo(foreign(kind, text)));
  }

  private static boolean parses(Optional<String> policy) {
    try {
      policy.ifPresent(text -> PolicyDocument.parse("p", text));
      return true;
    } catch (PolicyException e) {
      return false;
    }
  }

  private static List<Statement> foreign(PolicyKind kind, String policy) {
    return PolicyDocument.parse("p", policy).without(OwnStatement.sids("Main", kind));
  }

  private static List<Statement> ours(PolicyKind kind, Optional<String> policy) {
    if (policy.isEmpty() || !parses(policy)) {
      return List.of();
    }

    List<Statement> all = new ArrayList<>(PolicyDocument.parse("p", policy.get()).statements());
    all.removeAll(foreign(kind, policy.get()));
    return all;
  }

  private static List<String> sids(Optional<String> policy) {
    if (policy.isEmpty() || !parses(policy)) {
      return List.of();
    }

    return PolicyDocument.parse("p", policy.get()).statements().stream()
        .map(Statement::label)
        .toList();
  }

  private static Optional<String> keyPolicy(World world) {
    return world.key().found().flatMap(key -> key.policy().found());
  }

  private static Optional<String> bucketPolicy(World world) {
    return world.bucket().found().flatMap(bucket -> bucket.policy().found());
  }

  private static Map<String, RegionState> withoutDestinations(World world) {
    Map<String, RegionState> regions = new TreeMap<>();

    for (RegionState region : world.regions().values()) {
      Seen<DetectorState> detector =
          region
              .detector()
              .found()
              .map(
                  each ->
                      Seen.present(
                          new DetectorState(
                              each.id(),
                              each.enabled(),
                              each.frequency(),
                              each.features(),
                              Seen.absent())))
              .orElse(region.detector());
      regions.put(
          region.name(),
          new RegionState(
              region.name(),
              region.optIn(),
              region.administrator(),
              detector,
              region.managementDetector(),
              region.organization(),
              region.members()));
    }

    return regions;
  }
}
