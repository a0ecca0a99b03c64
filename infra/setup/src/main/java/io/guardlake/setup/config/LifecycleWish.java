package io.guardlake.setup.config;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * How long exported objects are kept and where. Days count from an object's creation.
 *
 * @param expireAfterDays when objects go; empty: never
 * @param expireOldVersionsAfterDays when versions that were overwritten or deleted go; empty: never
 * @param transitions in order of days
 */
public record LifecycleWish(
    Optional<Integer> expireAfterDays,
    Optional<Integer> expireOldVersionsAfterDays,
    List<Transition> transitions) {
  public LifecycleWish {
    requireNonNull(expireAfterDays, "expireAfterDays is null");
    requireNonNull(expireOldVersionsAfterDays, "expireOldVersionsAfterDays is null");
    transitions = List.copyOf(transitions);
  }

  /** A move to another storage class, named as S3 names it. */
  public record Transition(int afterDays, String storageClass) {
    public Transition {
      requireNonNull(storageClass, "storageClass is null");
    }
  }
}
