package io.guardlake.sandbox.aws.s3;

import io.guardlake.sandbox.aws.http.AwsAnswer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives the objects of a listing the times of the world's clock, which may be far from ours. */
final class ListingTimes {
  private static final Pattern OBJECT =
      Pattern.compile("<Key>([^<]*)</Key>(\\s*)<LastModified>[^<]*</LastModified>");

  private final Buckets buckets;
  private final String bucket;

  ListingTimes(Buckets buckets, String bucket) {
    this.buckets = buckets;
    this.bucket = bucket;
  }

  AwsAnswer in(AwsAnswer listing) {
    String body = new String(listing.body(), StandardCharsets.UTF_8);
    String timed = OBJECT.matcher(body).replaceAll(match -> Matcher.quoteReplacement(timed(match)));
    return new AwsAnswer(
        listing.status(), listing.headers(), timed.getBytes(StandardCharsets.UTF_8));
  }

  /** Keys may be encoded, as in a URL, if the request asked for it. */
  private String timed(MatchResult match) {
    String decoded = URLDecoder.decode(match.group(1), StandardCharsets.UTF_8);
    return buckets
        .writtenAt(bucket, decoded)
        .or(() -> buckets.writtenAt(bucket, match.group(1)))
        .map(
            time ->
                "<Key>%s</Key>%s<LastModified>%s</LastModified>"
                    .formatted(match.group(1), match.group(2), text(time)))
        .orElse(match.group());
  }

  private static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
