package io.guardlake.schemas.finding;

import java.util.Optional;

/**
 * A finding's ARN, {@code arn:PARTITION:guardduty:REGION:ACCOUNT:detector/DETECTOR/finding/ID}
 * (Service Authorization Reference, Amazon GuardDuty). It holds the ARN and where its parts begin,
 * because nearly always they are only compared.
 */
record FindingArn(String arn, int service, int region, int account, int resource, int finding) {
  private static final int PARTITION = "arn:".length();
  private static final String DETECTOR = "detector/";
  private static final String FINDING = "/finding/";

  /** The parts of an ARN, or nothing if it is not the ARN of a finding. */
  static Optional<FindingArn> parse(String arn) {
    int service = arn.indexOf(':', PARTITION) + 1;
    int region = arn.indexOf(':', service) + 1;
    int account = arn.indexOf(':', region) + 1;
    int resource = arn.indexOf(':', account) + 1;
    int detector = resource + DETECTOR.length();
    int finding = arn.indexOf(FINDING, resource);

    if (!arn.startsWith("arn:")
        || service == 0
        || !arn.startsWith("guardduty:", service)
        || region == 0
        || account == 0
        || resource == 0
        || !arn.startsWith(DETECTOR, resource)
        || finding < detector) {
      return Optional.empty();
    }

    boolean plain =
        service - 1 > PARTITION && finding > detector && arn.indexOf('/', detector) == finding;
    return plain
        ? Optional.of(new FindingArn(arn, service, region, account, resource, finding))
        : Optional.empty();
  }

  String partition() {
    return arn.substring(PARTITION, service - 1);
  }

  boolean isOfRegion(String name) {
    return isPart(name, region, account - 1);
  }

  boolean isOfAccount(String id) {
    return isPart(id, account, resource - 1);
  }

  String detectorId() {
    return arn.substring(resource + DETECTOR.length(), finding);
  }

  boolean isOfFinding(String id) {
    return isPart(id, finding + FINDING.length(), arn.length());
  }

  private boolean isPart(String expected, int from, int to) {
    return expected.length() == to - from && arn.startsWith(expected, from);
  }
}
