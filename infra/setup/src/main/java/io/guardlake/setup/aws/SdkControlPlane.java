package io.guardlake.setup.aws;

import io.guardlake.setup.config.SetupConfig;
import io.guardlake.setup.execute.Patience;
import io.guardlake.setup.plan.ControlPlane;
import io.guardlake.setup.plan.GuardDutyPlane;
import io.guardlake.setup.plan.OrganizationPlane;
import io.guardlake.setup.plan.StoragePlane;
import java.util.Set;
import java.util.function.Consumer;

/** AWS itself. Safe for use by several threads, as long as each works in a region of its own. */
public final class SdkControlPlane implements ControlPlane {
  private final RejectedPrincipals rejected = new RejectedPrincipals();
  private final SdkStorage storage;
  private final SdkGuardDuty guardDuty;
  private final SdkOrganization organization;

  /**
   * AWS as the accounts of a configuration.
   *
   * @param patience how long what has begun is waited for
   * @param notes is told what was passed over, sentence by sentence
   */
  public SdkControlPlane(
      AwsClients clients,
      SetupConfig config,
      Patience patience,
      Backups backups,
      Consumer<String> notes) {
    this.storage = new SdkStorage(clients, config, patience, backups, rejected);
    this.guardDuty = new SdkGuardDuty(clients, config, storage, rejected, notes);
    this.organization = new SdkOrganization(clients, config, patience, notes);
  }

  @Override
  public GuardDutyPlane guardDuty() {
    return guardDuty;
  }

  @Override
  public OrganizationPlane organization() {
    return organization;
  }

  @Override
  public StoragePlane storage() {
    return storage;
  }

  /** The regions whose own GuardDuty KMS or S3 turned out not to know. */
  public Set<String> rejectedPrincipals() {
    return rejected.regions();
  }
}
