package io.guardlake.sandbox.aws.world;

/**
 * A partition of AWS:
 * https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html.
 * Nothing of one is seen in another.
 */
public enum Partition {
  AWS("aws", "amazonaws.com"),
  AWS_CN("aws-cn", "amazonaws.com.cn"),
  AWS_US_GOV("aws-us-gov", "amazonaws.com");

  private final String id;
  private final String dnsSuffix;

  Partition(String id, String dnsSuffix) {
    this.id = id;
    this.dnsSuffix = dnsSuffix;
  }

  static Partition ofRegion(String region) {
    if (region.startsWith("cn-")) {
      return AWS_CN;
    }

    return region.startsWith("us-gov-") ? AWS_US_GOV : AWS;
  }

  /** As in an ARN. */
  public String id() {
    return id;
  }

  /** What the names of endpoints end with; service principals end with amazonaws.com everywhere. */
  public String dnsSuffix() {
    return dnsSuffix;
  }
}
