package io.guardlake.setup.plan;

import static java.util.Objects.requireNonNull;

import io.guardlake.setup.world.BucketGuard;
import io.guardlake.setup.world.LifecycleRule;
import io.guardlake.setup.world.QueueNotification;
import java.util.Optional;
import java.util.Set;

/** What is done to the key and the bucket, their policies aside. */
public sealed interface StorageAction extends SetupAction {
  @Override
  default Optional<String> region() {
    return Optional.empty();
  }

  @Override
  default Set<Effect> effects() {
    return Set.of();
  }

  /** Makes a key. Its policy lets the account administer it, and holds our statements. */
  record CreateKey(KeyReference.ToBeMade key, String policy) implements StorageAction {
    public CreateKey {
      requireNonNull(key, "key is null");
      requireNonNull(policy, "policy is null");
    }

    @Override
    public Stage stage() {
      return Stage.KEY;
    }

    @Override
    public String describe() {
      return "Make a KMS key in %s in account %s.".formatted(key.region(), key.account());
    }

    @Override
    public Set<Effect> effects() {
      return Set.of(Effect.CHARGES);
    }

    @Override
    public void apply(ControlPlane plane) {
      plane.storage().createKey(key, policy);
    }

    @Override
    public Undo undo() {
      return new Undo.ByHand(
          "aws kms schedule-key-deletion --region %s --key-id %s"
              .formatted(key.region(), Commands.keyId(key)));
    }
  }

  /** Gives the key its alias. */
  record CreateAlias(KeyReference key, String alias) implements StorageAction {
    public CreateAlias {
      requireNonNull(key, "key is null");
      requireNonNull(alias, "alias is null");
    }

    @Override
    public Stage stage() {
      return Stage.KEY;
    }

    @Override
    public String describe() {
      return "Give the key the name %s.".formatted(alias);
    }

    @Override
    public void apply(ControlPlane plane) {
      plane.storage().createAlias(key, alias);
    }

    @Override
    public Undo undo() {
      return new Undo.ByHand(
          "aws kms delete-alias --region %s --alias-name %s".formatted(key.region(), alias));
    }
  }

  /** Has the key's material renewed every year. */
  record RotateKey(KeyReference key) implements StorageAction {
    public RotateKey {
      requireNonNull(key, "key is null");
    }

    @Override
    public Stage stage() {
      return Stage.KEY;
    }

    @Override
    public String describe() {
      return "Rotate %s every year.".formatted(key.text());
    }

    @Override
    public void apply(ControlPlane plane) {
      plane.storage().rotate(key);
    }

    @Override
    public Undo undo() {
      return new Undo.ByHand(
          "aws kms disable-key-rotation --region %s --key-id %s"
              .formatted(key.region(), Commands.keyId(key)));
    }
  }

  /** Makes the bucket. */
  record CreateBucket(String bucket, String in, String account) implements StorageAction {
    public CreateBucket {
      requireNonNull(bucket, "bucket is null");
      requireNonNull(in, "in is null");
      requireNonNull(account, "account is null");
    }

    @Override
    public Stage stage() {
      return Stage.BUCKET;
    }

    @Override
    public Optional<String> region() {
      return Optional.of(in);
    }

    @Override
    public String describe() {
      return "Make bucket %s in %s in account %s.".formatted(bucket, in, account);
    }

    @Override
    public Set<Effect> effects() {
      return Set.of(Effect.CHARGES);
    }

    @Override
    public void apply(ControlPlane plane) {
      plane.storage().createBucket(bucket, in);
    }

    @Override
    public Undo undo() {
      return new Undo.ByHand(
          "aws s3api delete-bucket --bucket %s --expected-bucket-owner %s"
              .formatted(bucket, account));
    }
  }

  /** Protects the bucket. */
  record GuardBucket(String bucket, BucketGuard guard) implements StorageAction {
    public GuardBucket {
      requireNonNull(bucket, "bucket is null");
      requireNonNull(guard, "guard is null");
    }

    @Override
    public Stage stage() {
      return Stage.BUCKET;
    }

    @Override
    public String describe() {
      return "Have bucket %s so that it %s.".formatted(bucket, guard.sentence());
    }

    @Override
    public void apply(ControlPlane plane) {
      plane.storage().guard(bucket, guard);
    }

    @Override
    public Undo undo() {
      String command =
          switch (guard) {
            case PUBLIC_ACCESS_BLOCK -> "delete-public-access-block --bucket " + bucket;
            case OWNER_ENFORCED -> "delete-bucket-ownership-controls --bucket " + bucket;
            case VERSIONING ->
                "put-bucket-versioning --bucket %s --versioning-configuration Status=Suspended"
                    .formatted(bucket);
          };
      return new Undo.ByHand("aws s3api " + command);
    }
  }

  /** Has the bucket encrypt with the key by default, with Bucket Keys. */
  record EncryptBucket(String bucket, KeyReference key, Optional<String> before)
      implements StorageAction {
    public EncryptBucket {
      requireNonNull(bucket, "bucket is null");
      requireNonNull(key, "key is null");
      requireNonNull(before, "before is null");
    }

    @Override
    public Stage stage() {
      return Stage.BUCKET;
    }

    @Override
    public String describe() {
      return "Encrypt what bucket %s gets with %s by default%s."
          .formatted(bucket, key.text(), before.map(each -> " instead of " + each).orElse(""));
    }

    @Override
    public void apply(ControlPlane plane) {
      plane.storage().encrypt(bucket, key);
    }

    @Override
    public Undo undo() {
      return new Undo.ByHand("aws s3api delete-bucket-encryption --bucket " + bucket);
    }
  }

  /** Makes the folder's marker object, which GuardDuty looks for. */
  record PutMarker(String bucket, String key, KeyReference encryption) implements StorageAction {
    public PutMarker {
      requireNonNull(bucket, "bucket is null");
      requireNonNull(key, "key is null");
      requireNonNull(encryption, "encryption is null");
    }

    @Override
    public Stage stage() {
      return Stage.MARKER;
    }

    @Override
    public String describe() {
      return "Make the empty object %s in bucket %s: GuardDuty asks whether the folder is there."
          .formatted(key, bucket);
    }

    @Override
    public void apply(ControlPlane plane) {
      plane.storage().putMarker(bucket, key, encryption);
    }

    @Override
    public Undo undo() {
      return new Undo.ByHand("aws s3api delete-object --bucket %s --key %s".formatted(bucket, key));
    }
  }

  /** Puts our lifecycle rule. */
  record PutLifecycleRule(String bucket, LifecycleRule rule, Optional<LifecycleRule> before)
      implements StorageAction {
    public PutLifecycleRule {
      requireNonNull(bucket, "bucket is null");
      requireNonNull(rule, "rule is null");
      requireNonNull(before, "before is null");
    }

    @Override
    public Stage stage() {
      return Stage.BUCKET;
    }

    @Override
    public String describe() {
      String expire =
          rule.expireAfterDays().map("objects go after %d days"::formatted).orElse("none go");
      String old =
          rule.expireOldVersionsAfterDays().map(", old versions after %d"::formatted).orElse("");
      String moves = rule.transitions().isEmpty() ? "" : ", moved by days: " + rule.transitions();
      return "Have lifecycle rule %s in bucket %s under '%s': %s%s%s; other rules stay."
          .formatted(rule.id(), bucket, rule.prefix(), expire, old, moves);
    }

    @Override
    public Set<Effect> effects() {
      boolean deletes =
          rule.expireAfterDays().isPresent() || rule.expireOldVersionsAfterDays().isPresent();
      return deletes ? Set.of(Effect.IRREVERSIBLE) : Set.of();
    }

    @Override
    public void apply(ControlPlane plane) {
      plane.storage().putLifecycleRule(bucket, rule);
    }

    @Override
    public Undo undo() {
      return new Undo.By(
          before
              .<SetupAction>map(old -> new PutLifecycleRule(bucket, old, Optional.of(rule)))
              .orElseGet(() -> new RemoveLifecycleRule(bucket, rule)));
    }
  }

  /** Takes our lifecycle rule away. */
  record RemoveLifecycleRule(String bucket, LifecycleRule rule) implements StorageAction {
    public RemoveLifecycleRule {
      requireNonNull(bucket, "bucket is null");
      requireNonNull(rule, "rule is null");
    }

    @Override
    public Stage stage() {
      return Stage.BUCKET;
    }

    @Override
    public String describe() {
      return "Take lifecycle rule %s from bucket %s; other rules stay."
          .formatted(rule.id(), bucket);
    }

    @Override
    public void apply(ControlPlane plane) {
      plane.storage().removeLifecycleRule(bucket, rule.id());
    }

    @Override
    public Undo undo() {
      return new Undo.By(new PutLifecycleRule(bucket, rule, Optional.empty()));
    }
  }

  /** Has S3 tell the queue of new objects. */
  record PutNotification(
      String bucket, QueueNotification notification, Optional<QueueNotification> before)
      implements StorageAction {
    public PutNotification {
      requireNonNull(bucket, "bucket is null");
      requireNonNull(notification, "notification is null");
      requireNonNull(before, "before is null");
    }

    @Override
    public Stage stage() {
      return Stage.NOTIFICATIONS;
    }

    @Override
    public String describe() {
      return "Tell queue %s of new objects under '%s' in bucket %s; other notifications stay."
          .formatted(notification.queueArn(), notification.prefix(), bucket);
    }

    @Override
    public void apply(ControlPlane plane) {
      plane.storage().putNotification(bucket, notification);
    }

    @Override
    public Undo undo() {
      return new Undo.By(
          before
              .<SetupAction>map(old -> new PutNotification(bucket, old, Optional.of(notification)))
              .orElseGet(() -> new RemoveNotification(bucket, notification)));
    }
  }

  /** Has S3 tell the queue no more. */
  record RemoveNotification(String bucket, QueueNotification notification)
      implements StorageAction {
    public RemoveNotification {
      requireNonNull(bucket, "bucket is null");
      requireNonNull(notification, "notification is null");
    }

    @Override
    public Stage stage() {
      return Stage.NOTIFICATIONS;
    }

    @Override
    public String describe() {
      return "Stop telling queue %s of new objects in bucket %s; other notifications stay."
          .formatted(notification.queueArn(), bucket);
    }

    @Override
    public Set<Effect> effects() {
      return Set.of(Effect.WEAKENS);
    }

    @Override
    public void apply(ControlPlane plane) {
      plane.storage().removeNotification(bucket, notification.id());
    }

    @Override
    public Undo undo() {
      return new Undo.By(new PutNotification(bucket, notification, Optional.empty()));
    }
  }
}
