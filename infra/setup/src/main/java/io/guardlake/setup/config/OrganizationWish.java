package io.guardlake.setup.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** What is wished of the whole organization. What is empty is left as it is. */
public record OrganizationWish(
    Optional<AutoEnable> autoEnableMembers,
    Optional<MemberEnrolment> existingMembers,
    Optional<ManagementDetector> managementDetector) {
  public OrganizationWish {
    requireNonNull(autoEnableMembers, "autoEnableMembers is null");
    requireNonNull(existingMembers, "existingMembers is null");
    requireNonNull(managementDetector, "managementDetector is null");
  }
}
