package io.guardlake.setup.arn;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ARN of a KMS key itself, never of an alias: GuardDuty takes nothing else. */
public record KeyArn(String partition, String region, String account, String keyId) {
  private static final Pattern FORM =
      Pattern.compile(
          "arn:(aws|aws-us-gov|aws-cn):kms:([a-z]{2}(?:-[a-z]+)+-\\d):(\\d{12}):key/([a-zA-Z0-9-]+)");

  public KeyArn {
    requireNonNull(partition, "partition is null");
    requireNonNull(region, "region is null");
    requireNonNull(account, "account is null");
    requireNonNull(keyId, "keyId is null");
  }

  public static Optional<KeyArn> parse(String text) {
    Matcher matcher = FORM.matcher(text);

    if (!matcher.matches()) {
      return Optional.empty();
    }

    return Optional.of(
        new KeyArn(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4)));
  }

  /** The ARN, as it is written. */
  @Override
  public String toString() {
    return "arn:%s:kms:%s:%s:key/%s".formatted(partition, region, account, keyId);
  }
}
