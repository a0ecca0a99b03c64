package io.guardlake.setup.world;

import java.util.Set;

/**
 * What is on in every account of the commercial partition; all regions since Hong Kong (2019) must
 * be opted in to, and the list has not changed since
 * (https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html). The other
 * partitions have no regions to opt in to.
 */
public final class DefaultRegions {
  private static final Set<String> NAMES =
      Set.of(
          "us-east-1",
          "us-east-2",
          "us-west-1",
          "us-west-2",
          "ap-northeast-1",
          "ap-northeast-2",
          "ap-northeast-3",
          "ap-south-1",
          "ap-southeast-1",
          "ap-southeast-2",
          "ca-central-1",
          "eu-central-1",
          "eu-north-1",
          "eu-west-1",
          "eu-west-2",
          "eu-west-3",
          "sa-east-1");

  private DefaultRegions() {}

  public static boolean contains(String region) {
    return NAMES.contains(region) || region.startsWith("cn-") || region.startsWith("us-gov-");
  }
}
