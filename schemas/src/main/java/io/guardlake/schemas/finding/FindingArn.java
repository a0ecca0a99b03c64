package io.guardlake.schemas.finding;

import java.util.Optional;

/**
 * A finding's ARN, {@code arn:PARTITION:guardduty:REGION:ACCOUNT:detector/DETECTOR/finding/ID}
 * (Service Authorization Reference, Amazon GuardDuty).
 */
record FindingArn(
    String partition, String region, String accountId, String detectorId, String findingId) {
  private static final String DETECTOR = "detector/";
  private static final String FINDING = "/finding/";

  /** The parts of an ARN, or nothing if it is not the ARN of a finding. */
  static Optional<FindingArn> parse(String arn) {
    int partition = "arn:".length();
    int service = arn.indexOf(':', partition) + 1;
    int region = arn.indexOf(':', service) + 1;
    int account = arn.indexOf(':', region) + 1;
    int resource = arn.indexOf(':', account) + 1;
    int finding = arn.indexOf(FINDING, resource);

    if (!arn.startsWith("arn:")
        || service == 0
        || !arn.startsWith("guardduty:", service)
        || region == 0
        || account == 0
        || resource == 0
        || !arn.startsWith(DETECTOR, resource)
        || finding < resource + DETECTOR.length()) {
      return Optional.empty();
    }

    FindingArn parts =
        new FindingArn(
            arn.substring(partition, service - 1),
            arn.substring(region, account - 1),
            arn.substring(account, resource - 1),
            arn.substring(resource + DETECTOR.length(), finding),
            arn.substring(finding + FINDING.length()));
    boolean plain =
        !parts.partition().isEmpty()
            && !parts.detectorId().isEmpty()
            && parts.detectorId().indexOf('/') < 0;
    return plain ? Optional.of(parts) : Optional.empty();
  }
}
