package io.guardlake.setup.plan;

/** Commands of the aws command line, for what a person does by hand. */
public final class Commands {
  private Commands() {}

  public static String detector(String operation, String region, String rest) {
    return "aws guardduty %s --region %s --detector-id \"$(aws guardduty list-detectors --region %s --query 'DetectorIds[0]' --output text)\" %s"
        .formatted(operation, region, region, rest)
        .strip();
  }

  /** A key's id for a command, asked for by its alias where it is not known yet. */
  public static String keyId(KeyReference key) {
    return key.toBeMade()
        .map(
            made ->
                "\"$(aws kms describe-key --region %s --key-id %s --query KeyMetadata.KeyId --output text)\""
                    .formatted(made.region(), made.alias()))
        .orElse(key.text());
  }

  static String feature(String region, String feature, String status) {
    return detector(
        "update-detector",
        region,
        "--features '[{\"Name\":\"%s\",\"Status\":\"%s\"}]'".formatted(feature, status));
  }
}
