package io.guardlake.setup.plan;

import static java.util.Objects.requireNonNull;

import io.guardlake.setup.world.FeatureSetting;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a feature is to be set to.
 *
 * @param status ENABLED or DISABLED in a detector; ALL, NEW or NONE in an organization
 * @param agents additional configurations to set likewise; others stay as they are
 */
public record FeatureChange(String status, SortedSet<String> agents) {
  public FeatureChange {
    requireNonNull(status, "status is null");
    agents = Collections.unmodifiableSortedSet(new TreeSet<>(agents));
  }

  static FeatureChange of(Enum<?> status, Collection<String> agents) {
    return new FeatureChange(status.name(), new TreeSet<>(agents));
  }

  /** Whether a setting is this already. */
  boolean holdsIn(FeatureSetting setting) {
    return setting.status().equals(status)
        && agents.stream().allMatch(agent -> status.equals(setting.agents().get(agent)));
  }

  boolean turnsOn() {
    return !status.equals("DISABLED") && !status.equals("NONE");
  }

  @Override
  public String toString() {
    return agents.isEmpty() ? status : "%s with %s".formatted(status, String.join(", ", agents));
  }
}
