package io.guardlake.cli.setup;

import io.guardlake.sandbox.aws.SampleOrganization;
import java.util.Collection;

/** The configuration of a setup for the sandbox's organization. */
public final class SandboxSetup {
  private SandboxSetup() {}

  /**
   * A setup.yaml with a new bucket and a new key in the security account.
   *
   * @param regions where to export from; empty: everywhere
   */
  public static String yaml(String bucket, String bucketRegion, Collection<String> regions) {
    String include = regions.isEmpty() ? "ALL" : "[" + String.join(", ", regions) + "]";
    return """
    name: Main
    accounts:
      management: {id: "%1$s", role: "arn:aws:iam::%1$s:role/%3$s"}
      security: {id: "%2$s", role: "arn:aws:iam::%2$s:role/%3$s"}
    organization: {autoEnableMembers: ALL, existingMembers: ENROLL, managementDetector: CREATE}
    regions: {include: %7$s}
    frequency: FIFTEEN_MINUTES
    bucket:
      mode: NEW
      name: %5$s
      region: %6$s
      prefix: guardduty
      strictDenies: [UNENCRYPTED, OTHER_KEY, INSECURE_TRANSPORT]
    key: {mode: NEW, alias: alias/guardduty-findings, owner: SECURITY}
    features:
      - {name: S3_DATA_EVENTS, administrator: ENABLED, autoEnable: ALL, existingMembers: ENABLED}
    readers: ["arn:aws:iam::%2$s:role/%4$s"]
    """
        .formatted(
            SampleOrganization.MANAGEMENT,
            SampleOrganization.SECURITY,
            SampleOrganization.SETUP_ROLE,
            SampleOrganization.READER_ROLE,
            bucket,
            bucketRegion,
            include);
  }
}
