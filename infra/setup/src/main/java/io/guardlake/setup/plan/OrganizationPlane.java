package io.guardlake.setup.plan;

import io.guardlake.setup.config.AutoEnable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The organization's side of GuardDuty. Batches and retries are its own affair. */
public interface OrganizationPlane {
  void trust(String service);

  /** Delegates, and waits until the delegation is in force and the detector there. */
  void enableAdministrator(String region, String account);

  /** Sets what is given and leaves the rest. */
  void configure(String region, Optional<AutoEnable> members, Map<String, FeatureChange> features);

  void enrol(String region, Set<String> accounts);

  void changeMembers(String region, Set<String> accounts, String feature, FeatureChange change);
}
