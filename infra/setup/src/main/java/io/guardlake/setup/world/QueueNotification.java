package io.guardlake.setup.world;

import static java.util.Objects.requireNonNull;

/**
 * A bucket's notification of new objects to a queue.
 *
 * @param prefix empty: the whole bucket
 */
public record QueueNotification(String id, String queueArn, String prefix) {
  public QueueNotification {
    requireNonNull(id, "id is null");
    requireNonNull(queueArn, "queueArn is null");
    requireNonNull(prefix, "prefix is null");
  }

  /** Whether S3 refuses this beside another, for keys that both would tell of. */
  public boolean overlaps(QueueNotification other) {
    return prefix.startsWith(other.prefix) || other.prefix.startsWith(prefix);
  }
}
