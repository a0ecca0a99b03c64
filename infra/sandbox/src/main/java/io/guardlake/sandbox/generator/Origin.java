package io.guardlake.sandbox.generator;

/**
 * One detector: an account in a region.
 *
 * @param index its number, from 0
 */
record Origin(int index, String accountId, String region, String detectorId) {
  static Origin of(GeneratorSettings settings, int index) {
    int account = index / settings.regions().size();
    String region = settings.regions().get(index % settings.regions().size());
    // The account's number comes first, so that no two accounts of a run are the same.
    String accountId = (1000 + account) + Dice.of(settings.seed(), "account", account).digits(8);
    String detectorId = Dice.of(settings.seed(), "detector", index).hex(32);
    return new Origin(index, accountId, region, detectorId);
  }

  static int count(GeneratorSettings settings) {
    return settings.accounts() * settings.regions().size();
  }

  /** The AWS partition of the region. */
  String partition() {
    if (region.startsWith("cn-")) {
      return "aws-cn";
    }

    return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  String arn(String service, String resource) {
    return "arn:" + partition() + ":" + service + ":" + region + ":" + accountId + ":" + resource;
  }

  String findingArn(String findingId) {
    return arn("guardduty", "detector/" + detectorId + "/finding/" + findingId);
  }

  String iamArn(String resource) {
    return "arn:" + partition() + ":iam::" + accountId + ":" + resource;
  }

  String bucketArn(String bucket) {
    return "arn:" + partition() + ":s3:::" + bucket;
  }

  /** Of an image or snapshot, whose ARNs name no account. */
  String imageArn(String resource) {
    return "arn:" + partition() + ":ec2:" + region + "::" + resource;
  }

  /** The domain of instances' private names. */
  String privateDomain() {
    return region.equals("us-east-1") ? "ec2.internal" : region + ".compute.internal";
  }

  /** The domain of AWS's services. */
  String serviceDomain() {
    return partition().equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
  }

  /** The domain of instances' public names. */
  String publicDomain() {
    String place = region.equals("us-east-1") ? "compute-1" : region + ".compute";
    return place + "." + serviceDomain();
  }
}
