package io.guardlake.setup.arn;

import static java.util.Objects.requireNonNull;

/**
 * A partition of AWS: its ARNs begin with its name, and its services answer under its suffix.
 *
 * @param id as in an ARN, such as {@code aws-us-gov}
 * @param dnsSuffix as in {@code kms:ViaService}, such as {@code amazonaws.com.cn}
 */
public record Partition(String id, String dnsSuffix) {
  private static final Partition COMMERCIAL = new Partition("aws", "amazonaws.com");
  private static final Partition GOVERNMENT = new Partition("aws-us-gov", "amazonaws.com");
  private static final Partition CHINA = new Partition("aws-cn", "amazonaws.com.cn");

  public Partition {
    requireNonNull(id, "id is null");
    requireNonNull(dnsSuffix, "dnsSuffix is null");
  }

  /** The partition of a region, by the region's name, so that regions yet to be opened work too. */
  public static Partition ofRegion(String region) {
    if (region.startsWith("cn-")) {
      return CHINA;
    }

    if (region.startsWith("us-gov-")) {
      return GOVERNMENT;
    }

    return COMMERCIAL;
  }

  public String bucketArn(String bucket) {
    return "arn:%s:s3:::%s".formatted(id, bucket);
  }

  public String rootArn(String account) {
    return "arn:%s:iam::%s:root".formatted(id, account);
  }

  /** The ARN of a detector; {@code *} as the id stands for whichever the region has. */
  public String detectorArn(String region, String account, String detector) {
    return "arn:%s:guardduty:%s:%s:detector/%s".formatted(id, region, account, detector);
  }
}
