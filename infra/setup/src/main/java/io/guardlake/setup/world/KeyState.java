package io.guardlake.setup.world;

import static java.util.Objects.requireNonNull;

import io.guardlake.setup.arn.KeyArn;
import java.util.Set;

/**
 * A KMS key.
 *
 * @param state as KMS says it: Enabled, Disabled, PendingDeletion
 * @param usage ENCRYPT_DECRYPT where findings can be encrypted with it
 * @param spec SYMMETRIC_DEFAULT where it is one key and no pair
 * @param manager CUSTOMER, or AWS, whose keys' policies cannot be changed
 * @param policy unreadable where the owner's credentials are not ours
 */
public record KeyState(
    KeyArn arn,
    String state,
    String usage,
    String spec,
    String manager,
    boolean rotates,
    Set<String> aliases,
    Seen<String> policy) {
  public KeyState {
    requireNonNull(arn, "arn is null");
    requireNonNull(state, "state is null");
    requireNonNull(usage, "usage is null");
    requireNonNull(spec, "spec is null");
    requireNonNull(manager, "manager is null");
    aliases = Set.copyOf(aliases);
    requireNonNull(policy, "policy is null");
  }
}
