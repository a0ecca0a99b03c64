package io.guardlake.setup.aws;

import io.guardlake.setup.config.ConfigReader;
import io.guardlake.setup.config.SetupConfig;

/** Configurations for the realm. */
public final class Wishes {
  private Wishes() {}

  /** The accounts of the realm. */
  public static final String ACCOUNTS =
      """
      accounts:
        management: {id: "100000000001", role: "arn:aws:iam::100000000001:role/Setup"}
        security: {id: "100000000002", role: "arn:aws:iam::100000000002:role/Setup"}
        logging: {id: "100000000003", role: "arn:aws:iam::100000000003:role/Setup"}
      """;

  public static final String ORGANIZATION =
      """
      organization: {autoEnableMembers: ALL, existingMembers: ENROLL, managementDetector: CREATE}
      """;

  public static final String NEW_BUCKET =
      """
      bucket:
        mode: NEW
        name: %s
        region: eu-west-1
        owner: %s
        prefix: guardduty
        strictDenies: [UNENCRYPTED, OTHER_KEY, INSECURE_TRANSPORT]
        lifecycle: {expireAfterDays: 1000}
      """;

  public static final String EXISTING_BUCKET =
      """
      bucket:
        mode: EXISTING
        name: %s
        region: eu-west-1
        owner: %s
        prefix: guardduty
      """;

  public static final String NEW_KEY = "key: {mode: NEW, alias: alias/findings, owner: SECURITY}\n";

  public static final String FEATURES =
      """
      frequency: FIFTEEN_MINUTES
      features:
        - {name: S3_DATA_EVENTS, administrator: ENABLED, autoEnable: ALL, existingMembers: ENABLED}
        - {name: RUNTIME_MONITORING, administrator: ENABLED, autoEnable: NEW, agents: [EKS_ADDON_MANAGEMENT]}
      """;

  public static String regions(String... names) {
    return "regions: {include: [%s]}\n".formatted(String.join(", ", names));
  }

  public static SetupConfig read(String... parts) {
    return ConfigReader.read("setup.yaml", String.join("", parts));
  }
}
