package io.guardlake.setup.plan;

import io.guardlake.setup.arn.KeyArn;
import io.guardlake.setup.arn.Partition;
import io.guardlake.setup.config.KeyWish;
import io.guardlake.setup.config.SetupConfig;
import io.guardlake.setup.policy.ExportGrant;
import io.guardlake.setup.policy.ExportGrant.SourceScope;
import io.guardlake.setup.policy.PolicyDocument;
import io.guardlake.setup.policy.PolicyEdit;
import io.guardlake.setup.policy.PolicyException;
import io.guardlake.setup.policy.PolicyKind;
import io.guardlake.setup.policy.Statement;
import io.guardlake.setup.world.KeyState;
import io.guardlake.setup.world.Seen;
import io.guardlake.setup.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Plans the key, the bucket and their policies. */
final class StoragePlanner {
  private static final String ANY_KEY_ID = "11111111-2222-3333-4444-555555555555";

  private final SetupConfig config;
  private final World world;
  private final ExportRules rules;
  private final PlanBuilder plan;
  private Optional<String> obstacle = Optional.empty();

  StoragePlanner(SetupConfig config, World world, ExportRules rules, PlanBuilder plan) {
    this.config = config;
    this.world = world;
    this.rules = rules;
    this.plan = plan;
  }

  Storage plan() {
    KeyReference key = key();
    ExportGrant grant = grant(key);
    boolean keyToBeMade = key.toBeMade().isPresent();

    if (keyToBeMade && obstacle.isPresent()) {
      return new Storage(obstacle, key, grant, Optional.empty(), Optional.empty());
    }

    Optional<PolicyDocument> keyAfter =
        keyToBeMade ? Optional.of(madeWith(grant)) : keyPolicy(key, grant);
    BucketPlanner bucket = new BucketPlanner(config, world, plan);
    Optional<String> inTheWay = bucket.obstacle();
    inTheWay.ifPresent(this::obstacle);
    Optional<PolicyDocument> bucketAfter = Optional.empty();

    if (inTheWay.isEmpty()) {
      bucket.plan(key);
      bucketAfter = policy(PolicyKind.BUCKET, bucket.policy(), key, grant);
    }

    return new Storage(obstacle, key, grant, keyAfter, bucketAfter);
  }

  private Optional<PolicyDocument> keyPolicy(KeyReference key, ExportGrant grant) {
    if (world.key().isAbsent()) {
      return Optional.empty();
    }

    Seen<String> policy =
        world
            .key()
            .found()
            .map(KeyState::policy)
            .orElseGet(() -> Seen.unreadable(world.key().problem().orElseThrow()));
    return policy(PolicyKind.KEY, policy, key, grant);
  }

  private KeyReference key() {
    if (config.key() instanceof KeyWish.ExistingKey existing) {
      world.key().found().ifPresent(this::check);

      if (world.key().isAbsent()) {
        obstacle("Key %s is not there; make it, or name another.".formatted(existing.arn()));
      }

      return new KeyReference.Known(existing.arn());
    }

    return newKey((KeyWish.NewKey) config.key());
  }

  private KeyReference newKey(KeyWish.NewKey wish) {
    KeyReference.ToBeMade made =
        new KeyReference.ToBeMade(wish.alias(), config.keyAccount(), config.bucket().region());
    world
        .key()
        .problem()
        .ifPresent(
            why -> obstacle("Whether %s is there cannot be told. %s".formatted(wish.alias(), why)));
    Optional<KeyState> found = world.key().found();
    found.ifPresent(this::check);
    KeyReference key =
        found.<KeyReference>map(state -> new KeyReference.Known(state.arn())).orElse(made);

    if (obstacle.isPresent()) {
      return key;
    }

    if (found.isEmpty()) {
      plan.add(new StorageAction.CreateKey(made, madeWith(grant(made)).text()));
    }

    if (found.filter(state -> state.aliases().contains(wish.alias())).isEmpty()) {
      plan.add(new StorageAction.CreateAlias(key, wish.alias()));
    }

    if (found.filter(KeyState::rotates).isEmpty()) {
      plan.add(new StorageAction.RotateKey(key));
    }

    return key;
  }

  private void check(KeyState key) {
    if (!key.state().equals("Enabled")) {
      obstacle(
          "Key %s is %s; enable it, or cancel its deletion, and run this again."
              .formatted(key.arn(), key.state()));
    }

    if (!key.usage().equals("ENCRYPT_DECRYPT") || !key.spec().equals("SYMMETRIC_DEFAULT")) {
      obstacle(
          "Key %s is %s for %s; GuardDuty needs SYMMETRIC_DEFAULT for ENCRYPT_DECRYPT."
              .formatted(key.arn(), key.spec(), key.usage()));
    }

    if (!key.manager().equals("CUSTOMER")) {
      obstacle(
          "Key %s is managed by AWS, and its policy cannot be changed; use a key of your own."
              .formatted(key.arn()));
    }

    if (!key.arn().region().equals(config.bucket().region())) {
      obstacle(
          "Key %s is not in %s, the bucket's region; GuardDuty needs both in one."
              .formatted(key.arn(), config.bucket().region()));
    }
  }

  /** A new key's policy: the account administers it, as AWS's own default says, and ours. */
  private PolicyDocument madeWith(ExportGrant grant) {
    PolicyDocument usual =
        PolicyDocument.parse(
            "The policy of a new key",
            """
            {"Version":"2012-10-17","Statement":[{"Sid":"EnableAccountAdministration","Effect":"Allow",\
            "Principal":{"AWS":"%s"},"Action":"kms:*","Resource":"*"}]}"""
                .formatted(grant.partition().rootArn(config.keyAccount())));
    List<Statement> ours = new WishedStatements(config, grant).in(PolicyKind.KEY);
    return PolicyEdit.between(usual, ours, new WishedStatements(config, grant).managed())
        .applyTo(usual);
  }

  private ExportGrant grant(KeyReference key) {
    return new ExportGrant(
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
        key.text(),
        config.readers().orElse(List.of()));
  }

  /** The policy once it is edited; empty where it cannot be. */
  private Optional<PolicyDocument> policy(
      PolicyKind kind, Seen<String> text, KeyReference key, ExportGrant grant) {
    PolicyTarget target = target(kind, key);

    if (text.problem().isPresent()) {
      byHand(target, text.problem().get(), new WishedStatements(config, grant).in(kind));
      return Optional.empty();
    }

    try {
      return edited(
          target, PolicyDocument.parse(sentence(target), text.found().orElse("")), key, grant);
    } catch (PolicyException e) {
      obstacle(e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<PolicyDocument> edited(
      PolicyTarget target, PolicyDocument before, KeyReference key, ExportGrant grant) {
    List<Integer> sizes = new ArrayList<>();

    for (SourceScope scope : SourceScope.values()) {
      WishedStatements wished = new WishedStatements(config, grant.in(scope));
      PolicyEdit edit = PolicyEdit.between(before, wished.in(target.kind()), wished.managed());
      PolicyDocument after = edit.applyTo(before);

      int bytes = bytesOnceMade(after, key);
      sizes.add(bytes);

      if (edit.isEmpty() || bytes <= target.kind().maxBytes()) {
        if (!edit.isEmpty()) {
          plan.add(new EditPolicy(target, edit, before, key.toBeMade(), EditPolicy.Check.UNMOVED));
        }

        return Optional.of(after);
      }
    }

    obstacle(
        "With our statements, %s would have %d bytes, and AWS takes %d; %d statements in it are not ours, shorten those."
            .formatted(
                target.label(),
                sizes.get(sizes.size() - 1),
                target.kind().maxBytes(),
                before.without(new WishedStatements(config, grant).managed()).size()));
    return Optional.empty();
  }

  /** The size with the ARN of the key in it, which is longer than what stands for it. */
  private int bytesOnceMade(PolicyDocument policy, KeyReference key) {
    int growth =
        key.toBeMade().map(made -> arnOnceMade(made).length() - made.text().length()).orElse(0);
    int places = policy.text().split(Pattern.quote(key.text()), -1).length - 1;
    return policy.bytes() + places * growth;
  }

  private static String arnOnceMade(KeyReference.ToBeMade key) {
    String partition = Partition.ofRegion(key.region()).id();
    return new KeyArn(partition, key.region(), key.account(), ANY_KEY_ID).toString();
  }

  private void byHand(PolicyTarget target, String why, List<Statement> statements) {
    plan.manual(
        "%s cannot be read (%s). Its owner must see to it that these statements are in it."
            .formatted(sentence(target), why),
        statements.stream().map(Statement::pretty).toList());
  }

  private PolicyTarget target(PolicyKind kind, KeyReference key) {
    return switch (kind) {
      case BUCKET ->
          new PolicyTarget(
              kind, config.bucket().name(), config.bucketAccount(), config.bucket().region());
      case KEY -> new PolicyTarget(kind, key.text(), config.keyAccount(), config.bucket().region());
    };
  }

  private void obstacle(String sentence) {
    plan.obstacle(sentence);
    obstacle = obstacle.or(() -> Optional.of(sentence));
  }

  private static String sentence(PolicyTarget target) {
    return "T" + target.label().substring(1);
  }
}
