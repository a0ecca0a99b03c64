package io.guardlake.setup.doctor;

import static java.util.Objects.requireNonNull;

import io.guardlake.setup.arn.Partition;
import io.guardlake.setup.config.KeyWish;
import io.guardlake.setup.config.SetupConfig;
import io.guardlake.setup.plan.ExportRules;
import io.guardlake.setup.policy.ExportGrant;
import io.guardlake.setup.policy.ExportGrant.SourceScope;
import io.guardlake.setup.policy.PolicyDocument;
import io.guardlake.setup.policy.PolicyException;
import io.guardlake.setup.world.BucketState;
import io.guardlake.setup.world.DetectorState;
import io.guardlake.setup.world.KeyState;
import io.guardlake.setup.world.RegionState;
import io.guardlake.setup.world.Seen;
import io.guardlake.setup.world.World;
import java.util.List;
import java.util.function.Function;

/** What the checks look at: the wish, the world, and what follows from both. */
record Patient(SetupConfig config, World world, ExportRules rules, ExportGrant grant) {
  Patient {
    requireNonNull(config, "config is null");
    requireNonNull(world, "world is null");
    requireNonNull(rules, "rules is null");
    requireNonNull(grant, "grant is null");
  }

  static Patient of(SetupConfig config, World world) {
    ExportRules rules = new ExportRules(config, world);
    return new Patient(
        config,
        world,
        rules,
        new ExportGrant(
            config.name(),
            Partition.ofRegion(config.bucket().region()),
            config.accounts().security().id(),
            rules.exporting(),
            rules.regionalPrincipals(),
            SourceScope.EACH_REGION,
            config.bucket().name(),
            config.bucket().region(),
            config.bucketAccount(),
            config.bucket().keyPrefix(),
            keyText(config, world),
            config.readers().orElse(List.of())));
  }

  /** The chosen regions, by name. */
  List<RegionState> regions() {
    return world.regions().values().stream().filter(rules::isChosen).toList();
  }

  /** The chosen regions that can export to the bucket. */
  List<RegionState> exporting() {
    return regions().stream().filter(region -> rules.refusal(region).isEmpty()).toList();
  }

  String detector(String region) {
    return world.regions().get(region).detector().found().map(DetectorState::id).orElse("new");
  }

  Seen<PolicyDocument> keyPolicy() {
    return policy("The policy of the key", world.key(), KeyState::policy);
  }

  Seen<PolicyDocument> bucketPolicy() {
    return policy(
        "The policy of bucket " + config.bucket().name(), world.bucket(), BucketState::policy);
  }

  private static <T> Seen<PolicyDocument> policy(
      String name, Seen<T> owner, Function<T, Seen<String>> policy) {
    if (owner.isAbsent()) {
      return Seen.absent();
    }

    Seen<String> text =
        owner.found().map(policy).orElseGet(() -> Seen.unreadable(owner.problem().orElseThrow()));

    if (text.problem().isPresent()) {
      return Seen.unreadable(text.problem().get());
    }

    try {
      return Seen.present(PolicyDocument.parse(name, text.found().orElse("")));
    } catch (PolicyException e) {
      return Seen.unreadable(e.getMessage());
    }
  }

  private static String keyText(SetupConfig config, World world) {
    if (config.key() instanceof KeyWish.ExistingKey existing) {
      return existing.arn().toString();
    }

    return world.key().found().map(key -> key.arn().toString()).orElse("a key to be made");
  }
}
