package io.guardlake.setup.plan;

import io.guardlake.setup.arn.Partition;
import io.guardlake.setup.config.BucketWish;
import io.guardlake.setup.config.ResourceMode;
import io.guardlake.setup.config.SetupConfig;
import io.guardlake.setup.world.BucketGuard;
import io.guardlake.setup.world.BucketState;
import io.guardlake.setup.world.LifecycleRule;
import io.guardlake.setup.world.QueueNotification;
import io.guardlake.setup.world.Seen;
import io.guardlake.setup.world.World;
import java.util.List;
import java.util.Optional;

/** Plans the bucket, its policy aside. A bucket that was there before keeps its settings. */
final class BucketPlanner {
  private final SetupConfig config;
  private final BucketWish wish;
  private final Seen<BucketState> seen;
  private final PlanBuilder plan;

  BucketPlanner(SetupConfig config, World world, PlanBuilder plan) {
    this.config = config;
    this.wish = config.bucket();
    this.seen = world.bucket();
    this.plan = plan;
  }

  /** Why nothing can be exported to the bucket. */
  Optional<String> obstacle() {
    if (seen.isAbsent() && wish.mode() == ResourceMode.EXISTING) {
      return Optional.of(
          "Bucket %s is not there; make it, or set bucket.mode: NEW.".formatted(wish.name()));
    }

    if (seen.problem().isPresent() && wish.mode() == ResourceMode.NEW) {
      return Optional.of(
          "Whether bucket %s is there cannot be told. %s"
              .formatted(wish.name(), seen.problem().get()));
    }

    return seen.found()
        .filter(bucket -> !bucket.region().equals(wish.region()))
        .map(
            bucket ->
                "Bucket %s is in %s, not in %s; set bucket.region, and see that the key is there too."
                    .formatted(wish.name(), bucket.region(), wish.region()));
  }

  /** The bucket's policy as it is before the plan. */
  Seen<String> policy() {
    if (seen.isAbsent()) {
      return Seen.absent();
    }

    return seen.found()
        .map(BucketState::policy)
        .orElseGet(() -> Seen.unreadable(seen.problem().orElseThrow()));
  }

  void plan(KeyReference key) {
    if (seen.problem().isPresent()) {
      markerByHand();
      return;
    }

    if (wish.mode() == ResourceMode.NEW) {
      make(key);
    }

    marker(key);
    wish.lifecycle().ifPresent(each -> lifecycle(OwnIds.rule(config, each)));
    config.queue().ifPresent(queue -> notification(OwnIds.notification(config, queue)));
  }

  private void make(KeyReference key) {
    Optional<BucketState> bucket = seen.found();

    if (bucket.isEmpty()) {
      plan.add(new StorageAction.CreateBucket(wish.name(), wish.region(), config.bucketAccount()));
    }

    for (BucketGuard guard : BucketGuard.values()) {
      if (bucket.filter(each -> each.guards().contains(guard)).isEmpty()) {
        plan.add(new StorageAction.GuardBucket(wish.name(), guard));
      }
    }

    Optional<String> encrypts = bucket.flatMap(BucketState::defaultKey);

    if (!encrypts.equals(Optional.of(key.text()))) {
      plan.add(new StorageAction.EncryptBucket(wish.name(), key, encrypts));
    }
  }

  private void marker(KeyReference key) {
    if (wish.prefix().isEmpty()) {
      return;
    }

    if (seen.found().filter(each -> each.markers().contains(wish.keyPrefix())).isEmpty()) {
      plan.add(new StorageAction.PutMarker(wish.name(), wish.keyPrefix(), key));
    }
  }

  private void markerByHand() {
    wish.prefix()
        .ifPresent(
            prefix ->
                plan.manual(
                    "Bucket %s cannot be read; its owner must see to it that the empty object %s is in it: aws s3api put-object --bucket %s --key %s"
                        .formatted(wish.name(), wish.keyPrefix(), wish.name(), wish.keyPrefix()),
                    List.of()));
  }

  private void lifecycle(LifecycleRule rule) {
    Optional<LifecycleRule> before =
        seen.found().stream()
            .flatMap(bucket -> bucket.lifecycle().stream())
            .filter(each -> each.id().equals(rule.id()))
            .findFirst();

    if (!before.equals(Optional.of(rule))) {
      plan.add(new StorageAction.PutLifecycleRule(wish.name(), rule, before));
    }
  }

  private void notification(QueueNotification notification) {
    List<QueueNotification> present =
        seen.found().map(BucketState::notifications).orElse(List.of());
    Optional<QueueNotification> before =
        present.stream().filter(each -> each.id().equals(notification.id())).findFirst();

    if (before.equals(Optional.of(notification))) {
      return;
    }

    for (QueueNotification other : present) {
      boolean foreign = !other.id().equals(notification.id());

      if (foreign
          && other.queueArn().equals(notification.queueArn())
          && notification.prefix().startsWith(other.prefix())) {
        plan.note(
            "Notification %s of bucket %s tells the queue already; nothing is added."
                .formatted(other.id(), wish.name()));
        return;
      }

      if (foreign && other.overlaps(notification)) {
        plan.obstacle(
            "Notification %s of bucket %s tells %s of the same objects, and S3 takes only one for each; fan out from there by SNS, or remove it."
                .formatted(other.id(), wish.name(), other.queueArn()));
        return;
      }
    }

    plan.note(queuePolicy(notification));
    plan.add(new StorageAction.PutNotification(wish.name(), notification, before));
  }

  /**
   * S3 sends itself a message when it takes a notification, and refuses one that it cannot send
   * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html).
   */
  private String queuePolicy(QueueNotification notification) {
    return "S3 refuses the notification unless the policy of queue %s has this statement; its owner adds it: {\"Sid\":\"%s\",\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"s3.amazonaws.com\"},\"Action\":\"sqs:SendMessage\",\"Resource\":\"%s\",\"Condition\":{\"StringEquals\":{\"aws:SourceAccount\":\"%s\"},\"ArnLike\":{\"aws:SourceArn\":\"%s\"}}}"
        .formatted(
            notification.queueArn(),
            notification.id(),
            notification.queueArn(),
            config.bucketAccount(),
            Partition.ofRegion(wish.region()).bucketArn(wish.name()));
  }
}
