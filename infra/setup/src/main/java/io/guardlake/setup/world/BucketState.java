package io.guardlake.setup.world;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A bucket of the account that is expected to own it.
 *
 * @param policy blank text: none; unreadable where the owner's credentials are not ours
 * @param guards what protects it
 * @param defaultKey the ARN of the KMS key that objects are encrypted with by default
 * @param markers which of the folders' marker objects that were looked for are there
 * @param notifications those to queues
 */
public record BucketState(
    String name,
    String region,
    Seen<String> policy,
    Set<BucketGuard> guards,
    Optional<String> defaultKey,
    Set<String> markers,
    List<LifecycleRule> lifecycle,
    List<QueueNotification> notifications) {
  public BucketState {
    requireNonNull(name, "name is null");
    requireNonNull(region, "region is null");
    requireNonNull(policy, "policy is null");
    guards = Set.copyOf(guards);
    requireNonNull(defaultKey, "defaultKey is null");
    markers = Set.copyOf(markers);
    lifecycle = List.copyOf(lifecycle);
    notifications = List.copyOf(notifications);
  }
}
