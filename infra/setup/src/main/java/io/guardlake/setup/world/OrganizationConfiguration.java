package io.guardlake.setup.world;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What GuardDuty turns on by itself in a region of the organization.
 *
 * @param members ALL, NEW or NONE
 */
public record OrganizationConfiguration(
    String members, SortedMap<String, FeatureSetting> features) {
  public OrganizationConfiguration {
    requireNonNull(members, "members is null");
    features = Collections.unmodifiableSortedMap(new TreeMap<>(features));
  }
}
