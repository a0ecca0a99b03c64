package io.guardlake.setup.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;

/**
 * The bucket that findings go to. What is empty is left as it is.
 *
 * @param owner the account that has it, or is to have it: SECURITY or LOGGING
 * @param prefix without a slash at either end
 * @param strictDenies the refusals to have, all others of ours removed; empty set: none
 * @param lifecycle our lifecycle rules; other rules of the bucket stay
 */
public record BucketWish(
    ResourceMode mode,
    String name,
    String region,
    AccountRole owner,
    Optional<String> prefix,
    Optional<Set<StrictDeny>> strictDenies,
    Optional<LifecycleWish> lifecycle) {
  public BucketWish {
    requireNonNull(mode, "mode is null");
    requireNonNull(name, "name is null");
    requireNonNull(region, "region is null");
    requireNonNull(owner, "owner is null");
    requireNonNull(prefix, "prefix is null");
    strictDenies = strictDenies.map(Set::copyOf);
    requireNonNull(lifecycle, "lifecycle is null");
  }

  /** What keys begin with: empty, or the prefix with its slash. */
  public String keyPrefix() {
    return prefix.map(text -> text + "/").orElse("");
  }
}
