package io.guardlake.jobs.alert.rule;

import io.guardlake.jobs.config.DurationText;
import io.guardlake.schemas.yaml.TextCheck;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What values of a rules file must look like, and the sentence when they do not. */
enum RuleCheck implements TextCheck {
  NAME("[a-z0-9][a-z0-9-]{0,62}", "must be small letters, digits and hyphens, at most 63."),
  GLOB("[^\\p{Cntrl}]{1,512}", "must be a text of 1 to 512 characters; * and ? stand for others."),
  ACCOUNT(
      "[0-9*?]{1,12}", "must be the twelve digits of an account, in quotes; * and ? may stand in."),
  TAG_NAME("[^\\p{Cntrl}]{1,128}", "must be the name of a tag."),
  TEXT("[^\\p{Cntrl}]{1,1000}", "must be a line of text."),
  NETWORK(Network::isOne, "must be an address or a range such as 203.0.113.0/24 or 2001:db8::/32."),
  SCORE(
      text -> text.matches("\\d{1,2}(\\.\\d{1,3})?"), "must be a severity score such as 7 or 8.5."),
  COUNT("[1-9]\\d{0,8}", "must be a whole number of at least 1."),
  FLAG("true|false", "must be true or false."),
  DURATION(
      text -> DurationText.parse(text).filter(found -> !found.isZero()).isPresent(),
      "must be " + DurationText.WANTED + "."),
  RATE(text -> Rate.parse(text).isPresent(), Rate.WANTED),
  MOMENT(
      text -> moment(text).isPresent(),
      "must be a day such as 2027-01-31 or a moment such as 2027-01-31T12:00:00Z."),
  SECRET(text -> SecretReference.parse(text).isPresent(), SecretReference.WANTED),
  TOPIC_ARN(
      "arn:(aws|aws-us-gov|aws-cn):sns:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_-]{1,256}(\\.fifo)?",
      "must be the ARN of a topic, such as arn:aws:sns:eu-west-1:111122223333:alerts."),
  URL("https?://[^\\s/@]+(/\\S*)?", "must be a URL without a user in it."),
  BUS(
      "[\\w./-]{1,256}|arn:(aws|aws-us-gov|aws-cn):events:[a-z0-9-]+:\\d{12}:event-bus/[\\w./-]{1,256}",
      "must be the name or ARN of an event bus."),
  BROKERS(
      "[\\w.-]{1,255}:\\d{1,5}(,[\\w.-]{1,255}:\\d{1,5})*",
      "must be brokers as HOST:PORT, with commas between them and no spaces."),
  TOPIC("[A-Za-z0-9._-]{1,200}", "must be letters, digits, dots, hyphens and underscores."),
  USER("[^\\p{Cntrl}\"\\\\$]{1,255}", "must be a name without quotes, backslashes and dollars."),
  SOURCE("[A-Za-z0-9._-]{1,249}", "must be letters, digits, dots, hyphens and underscores.");

  @SuppressWarnings("ImmutableEnumChecker") // All are functions of their text alone.
  private final Predicate<String> fits;

  private final String sentence;

  RuleCheck(String pattern, String sentence) {
    this(Pattern.compile(pattern).asMatchPredicate(), sentence);
  }

  RuleCheck(Predicate<String> fits, String sentence) {
    this.fits = fits;
    this.sentence = sentence;
  }

  @Override
  public Optional<String> complaint(String text) {
    if (fits.test(text)) {
      return Optional.empty();
    }

    // A secret that was written where its place should be must not be repeated.
    return Optional.of(this == SECRET ? sentence : "'%s' %s".formatted(text, sentence));
  }

  /** A day, which begins at midnight UTC, or a moment. */
  static Optional<Instant> moment(String text) {
    try {
      return Optional.of(
          text.length() == 10
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
