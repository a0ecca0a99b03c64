package io.guardlake.setup.world;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A lifecycle rule of a bucket, as far as it matters here.
 *
 * @param prefix empty: the whole bucket
 * @param largerThan only objects of more bytes than this
 * @param transitions storage class by days
 */
public record LifecycleRule(
    String id,
    boolean enabled,
    String prefix,
    Optional<Long> largerThan,
    Optional<Integer> expireAfterDays,
    Optional<Integer> expireOldVersionsAfterDays,
    SortedMap<Integer, String> transitions) {
  public LifecycleRule {
    requireNonNull(id, "id is null");
    requireNonNull(prefix, "prefix is null");
    requireNonNull(largerThan, "largerThan is null");
    requireNonNull(expireAfterDays, "expireAfterDays is null");
    requireNonNull(expireOldVersionsAfterDays, "expireOldVersionsAfterDays is null");
    transitions = Collections.unmodifiableSortedMap(new TreeMap<>(transitions));
  }

  /** Whether this would in time remove an empty object with this key, such as a folder's marker. */
  public boolean expires(String key) {
    return enabled && expireAfterDays.isPresent() && key.startsWith(prefix) && largerThan.isEmpty();
  }
}
