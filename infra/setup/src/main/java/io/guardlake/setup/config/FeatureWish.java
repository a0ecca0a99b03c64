package io.guardlake.setup.config;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is wished of one protection feature. What is empty is left as it is.
 *
 * @param name as GuardDuty names it; not an enum, so that features newer than this code work
 * @param administrator in the administrator's own detector
 * @param autoEnable in the organization's configuration
 * @param existingMembers in the detectors of members
 * @param agents the additional configurations to turn on, such as EKS_ADDON_MANAGEMENT: they
 *     install agents
 * @param excludeRegions where all of this does not apply
 */
public record FeatureWish(
    String name,
    Optional<FeatureState> administrator,
    Optional<AutoEnable> autoEnable,
    Optional<FeatureState> existingMembers,
    Set<String> agents,
    List<String> excludeRegions) {
  public FeatureWish {
    requireNonNull(name, "name is null");
    requireNonNull(administrator, "administrator is null");
    requireNonNull(autoEnable, "autoEnable is null");
    requireNonNull(existingMembers, "existingMembers is null");
    agents = Set.copyOf(agents);
    excludeRegions = List.copyOf(excludeRegions);
  }
}
