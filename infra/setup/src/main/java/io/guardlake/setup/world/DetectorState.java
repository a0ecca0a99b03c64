package io.guardlake.setup.world;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The one detector of an account in a region.
 *
 * @param frequency in GuardDuty's words
 * @param features all that the region knows; what is missing here, the region has not
 */
public record DetectorState(
    String id,
    boolean enabled,
    String frequency,
    SortedMap<String, FeatureSetting> features,
    Seen<DestinationState> destination) {
  public DetectorState {
    requireNonNull(id, "id is null");
    requireNonNull(frequency, "frequency is null");
    features = Collections.unmodifiableSortedMap(new TreeMap<>(features));
    requireNonNull(destination, "destination is null");
  }
}
