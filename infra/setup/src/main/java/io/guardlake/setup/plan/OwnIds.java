package io.guardlake.setup.plan;

import io.guardlake.setup.config.BucketWish;
import io.guardlake.setup.config.LifecycleWish;
import io.guardlake.setup.config.SetupConfig;
import io.guardlake.setup.world.LifecycleRule;
import io.guardlake.setup.world.QueueNotification;
import java.util.Optional;
import java.util.TreeMap;

/** What in a bucket is ours besides statements, by its id. */
final class OwnIds {
  private OwnIds() {}

  static String lifecycle(SetupConfig config) {
    return "Guardlake%sRetention".formatted(config.name());
  }

  static String notification(SetupConfig config) {
    return "Guardlake%sQueue".formatted(config.name());
  }

  /** Our lifecycle rule. It begins below the folder, whose marker object must not expire. */
  static LifecycleRule rule(SetupConfig config, LifecycleWish wish) {
    TreeMap<Integer, String> transitions = new TreeMap<>();
    wish.transitions().forEach(each -> transitions.put(each.afterDays(), each.storageClass()));
    return new LifecycleRule(
        lifecycle(config),
        true,
        exported(config.bucket()),
        Optional.empty(),
        wish.expireAfterDays(),
        wish.expireOldVersionsAfterDays(),
        transitions);
  }

  static QueueNotification notification(SetupConfig config, String queue) {
    return new QueueNotification(notification(config), queue, exported(config.bucket()));
  }

  private static String exported(BucketWish bucket) {
    return bucket.keyPrefix() + "AWSLogs/";
  }
}
