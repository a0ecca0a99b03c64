package io.guardlake.sandbox.aws.guardduty;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bucket and folder of a destination.
 *
 * @param prefix empty, or ending with a slash
 */
record DestinationArn(String partition, String bucket, String prefix) {
  private static final Pattern FORM = Pattern.compile("arn:([a-z-]+):s3:::(.+)");

  static DestinationArn parse(String arn) {
    Matcher form = FORM.matcher(arn);

    if (!form.matches()) {
      throw BadRequests.destinationArn();
    }

    String[] parts = form.group(2).split("/", 2);
    String prefix = parts.length < 2 ? "" : parts[1];
    return new DestinationArn(
        form.group(1), parts[0], prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/");
  }
}
