package io.guardlake.sandbox.aws.guardduty;

import io.guardlake.sandbox.aws.world.AwsWorld;

/**
 * The bucket and folder of a destination.
 *
 * @param prefix empty, or ending with a slash
 */
record DestinationArn(String bucket, String prefix) {
  static DestinationArn parse(String arn) {
    String start = "arn:%s:s3:::".formatted(AwsWorld.PARTITION);

    if (!arn.startsWith(start) || arn.length() == start.length()) {
      throw BadRequests.destinationArn();
    }

    String[] parts = arn.substring(start.length()).split("/", 2);
    String prefix = parts.length < 2 ? "" : parts[1];
    return new DestinationArn(
        parts[0], prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/");
  }
}
