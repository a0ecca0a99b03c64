package io.guardlake.setup.world;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a feature is set, in GuardDuty's own words, newer ones included: ENABLED or DISABLED in a
 * detector; ALL, NEW or NONE in an organization.
 *
 * @param agents its additional configurations, set by the same words
 */
public record FeatureSetting(String status, SortedMap<String, String> agents) {
  public FeatureSetting {
    requireNonNull(status, "status is null");
    agents = Collections.unmodifiableSortedMap(new TreeMap<>(agents));
  }
}
