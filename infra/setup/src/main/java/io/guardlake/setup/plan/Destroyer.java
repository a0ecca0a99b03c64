package io.guardlake.setup.plan;

import io.guardlake.setup.arn.KeyArn;
import io.guardlake.setup.config.SetupConfig;
import io.guardlake.setup.policy.OwnStatement;
import io.guardlake.setup.policy.PolicyDocument;
import io.guardlake.setup.policy.PolicyEdit;
import io.guardlake.setup.policy.PolicyException;
import io.guardlake.setup.policy.PolicyKind;
import io.guardlake.setup.world.BucketState;
import io.guardlake.setup.world.DestinationState;
import io.guardlake.setup.world.DetectorState;
import io.guardlake.setup.world.KeyState;
import io.guardlake.setup.world.RegionState;
import io.guardlake.setup.world.Seen;
import io.guardlake.setup.world.World;
import java.util.List;
import java.util.Optional;

/** Plans the way back: what is ours goes, the destinations before the policies they live by. */
final class Destroyer {
  private final SetupConfig config;
  private final World world;
  private final ExportRules rules;
  private final PlanBuilder plan;

  Destroyer(SetupConfig config, World world, PlanBuilder plan) {
    this.config = config;
    this.world = world;
    this.rules = new ExportRules(config, world);
    this.plan = plan;
  }

  void plan() {
    Optional<KeyState> key = world.key().found();
    world.regions().values().forEach(this::region);
    world.bucket().found().ifPresent(this::bucket);
    key.ifPresent(
        state ->
            policy(
                new PolicyTarget(
                    PolicyKind.KEY,
                    state.arn().toString(),
                    config.keyAccount(),
                    state.arn().region()),
                state.policy()));
    new Leftovers(config, world, plan).plan();
  }

  private void region(RegionState region) {
    Optional<DestinationState> destination =
        region.detector().found().map(DetectorState::destination).flatMap(Seen::found);
    region.detector().problem().ifPresent(why -> plan.obstacle(region.name(), why));

    if (destination.isEmpty() || !isOurs(destination.get())) {
      return;
    }

    KeyArn.parse(destination.get().keyArn())
        .ifPresent(
            key ->
                plan.add(
                    new GuardDutyAction.DeleteDestination(
                        region.name(), destination.get().arn(), new KeyReference.Known(key))));
  }

  /** Ours is an export to this bucket and folder with this key; any other was made by others. */
  private boolean isOurs(DestinationState destination) {
    boolean key =
        world
            .key()
            .found()
            .filter(state -> state.arn().toString().equals(destination.keyArn()))
            .isPresent();
    return key && ExportRules.sameDestination(destination.arn(), rules.destinationArn());
  }

  private void bucket(BucketState bucket) {
    bucket.lifecycle().stream()
        .filter(rule -> rule.id().equals(OwnIds.lifecycle(config)))
        .forEach(rule -> plan.add(new StorageAction.RemoveLifecycleRule(bucket.name(), rule)));
    bucket.notifications().stream()
        .filter(each -> each.id().equals(OwnIds.notification(config)))
        .forEach(each -> plan.add(new StorageAction.RemoveNotification(bucket.name(), each)));
    policy(
        new PolicyTarget(PolicyKind.BUCKET, bucket.name(), config.bucketAccount(), bucket.region()),
        bucket.policy());
  }

  private void policy(PolicyTarget target, Seen<String> text) {
    text.problem()
        .ifPresent(
            why ->
                plan.obstacle(
                    "Our statements stay in %s, which cannot be read: %s"
                        .formatted(target.label(), why)));

    try {
      PolicyDocument before = PolicyDocument.parse(target.label(), text.found().orElse(""));
      PolicyEdit edit =
          PolicyEdit.between(before, List.of(), OwnStatement.sids(config.name(), target.kind()));

      if (!edit.isEmpty()) {
        plan.add(new EditPolicy(target, edit, before, Optional.empty(), EditPolicy.Check.UNMOVED));
      }
    } catch (PolicyException e) {
      plan.obstacle(e.getMessage());
    }
  }
}
