package io.guardlake.setup.config;

import io.guardlake.schemas.yaml.TextCheck;
import io.guardlake.setup.arn.KeyArn;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a value must look like, and the sentence when it does not. */
enum Check implements TextCheck {
  NAME(
      "[A-Za-z][A-Za-z0-9]{0,31}",
      "must begin with a letter and be letters and digits, at most 32: it is part of statement"
          + " ids."),
  ACCOUNT("\\d{12}", "must be the twelve digits of an account, in quotes."),
  REGION("[a-z]{2}(-[a-z]+)+-\\d", "must be the name of a region, such as eu-west-1."),
  ROLE_ARN(
      "arn:(aws|aws-us-gov|aws-cn):iam::\\d{12}:role/[\\w+=,.@/-]+",
      "must be the ARN of a role, such as arn:aws:iam::111122223333:role/Reader."),
  KEY_ARN(null, "must be the ARN of a key: arn:aws:kms:REGION:ACCOUNT:key/ID."),
  ALIAS(
      "alias/(?!aws/)[\\w/-]{1,250}",
      "must begin with alias/, and not with alias/aws/, which AWS keeps for itself."),
  BUCKET(
      "(?!xn--)(?!\\d+\\.\\d+\\.\\d+\\.\\d+$)[a-z0-9](?:[a-z0-9-]|\\.(?!\\.)){1,61}[a-z0-9]",
      "must be a bucket's name: 3 to 63 small letters, digits, hyphens and dots."),
  PREFIX(
      "[A-Za-z0-9!_.()-]+(/[A-Za-z0-9!_.()-]+)*",
      "must be folders without a slash at either end, such as guardduty/findings."),
  QUEUE_ARN(
      "arn:(aws|aws-us-gov|aws-cn):sqs:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_-]{1,80}",
      "must be the ARN of a standard SQS queue; S3 cannot notify a .fifo queue."),
  FEATURE("[A-Z][A-Z0-9_]*", "must be a feature as GuardDuty names it, such as S3_DATA_EVENTS."),
  STORAGE_CLASS(
      "STANDARD_IA|ONEZONE_IA|INTELLIGENT_TIERING|GLACIER_IR|GLACIER|DEEP_ARCHIVE",
      "must be one of STANDARD_IA, ONEZONE_IA, INTELLIGENT_TIERING, GLACIER_IR, GLACIER,"
          + " DEEP_ARCHIVE."),
  DAYS("[1-9]\\d{0,5}", "must be a number of days, 1 or more.");

  private static final Pattern ALIAS_ARN = Pattern.compile("arn:[\\w-]+:kms:[^:]*:\\d*:alias/.+");

  private final Pattern form;
  private final String sentence;

  Check(String form, String sentence) {
    this.form = form == null ? null : Pattern.compile(form);
    this.sentence = sentence;
  }

  @Override
  public Optional<String> complaint(String text) {
    if (this == KEY_ARN && (text.startsWith("alias/") || ALIAS_ARN.matcher(text).matches())) {
      return Optional.of(
          "'%s' is an alias, and GuardDuty takes only a key's own ARN; ask for it with aws kms describe-key --key-id %s --query KeyMetadata.Arn."
              .formatted(text, text));
    }

    boolean fits = form == null ? KeyArn.parse(text).isPresent() : form.matcher(text).matches();
    return fits ? Optional.empty() : Optional.of("'%s' %s".formatted(text, sentence));
  }

  /** The pattern, for the comparison with the schema; null where more than a pattern decides. */
  Pattern form() {
    return form;
  }
}
