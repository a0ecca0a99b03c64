package io.guardlake.setup.world;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A region as GuardDuty's administrator and the management account see it.
 *
 * @param administrator the account that administers GuardDuty for the organization here
 * @param detector the security account's
 * @param managementDetector the id of the management account's own
 * @param organization absent until there is an administrator
 * @param members member accounts, and their features
 */
public record RegionState(
    String name,
    OptIn optIn,
    Seen<String> administrator,
    Seen<DetectorState> detector,
    Seen<String> managementDetector,
    Seen<OrganizationConfiguration> organization,
    SortedMap<String, SortedMap<String, FeatureSetting>> members) {
  public RegionState {
    requireNonNull(name, "name is null");
    requireNonNull(optIn, "optIn is null");
    requireNonNull(administrator, "administrator is null");
    requireNonNull(detector, "detector is null");
    requireNonNull(managementDetector, "managementDetector is null");
    requireNonNull(organization, "organization is null");
    members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
  }
}
