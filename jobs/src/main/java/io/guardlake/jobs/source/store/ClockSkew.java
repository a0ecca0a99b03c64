package io.guardlake.jobs.source.store;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Whether this machine's clock agrees with those of the stores it reads: by the time that each of
 * S3's answers was sent at, and by files that were written in the future. S3 itself refuses
 * requests that are 15 minutes off; its client then goes on with the difference added, so that
 * nobody would notice. What depends on the clock bears a day: the days that are listed reach from
 * the look-back to tomorrow, and a finding's time is compared with that of its object.
 */
public final class ClockSkew implements ExecutionInterceptor {
  /** Clocks that are set by a time server differ by less than a second. */
  static final Duration TOLERATED = Duration.ofMinutes(5);

  private static final Logger LOG = LoggerFactory.getLogger(ClockSkew.class);
  private static final ClockSkew THIS_MACHINE = new ClockSkew(Clock.systemUTC());

  private final Clock clock;
  private volatile String sentence;

  ClockSkew(Clock clock) {
    this.clock = requireNonNull(clock, "clock is null");
  }

  static ClockSkew ofThisMachine() {
    return THIS_MACHINE;
  }

  /** What is wrong with this machine's clock, as a sentence; empty where nothing was noticed. */
  public static Optional<String> warning() {
    return THIS_MACHINE.sentence();
  }

  Optional<String> sentence() {
    return Optional.ofNullable(sentence);
  }

  @Override
  public void afterTransmission(
      Context.AfterTransmission context, ExecutionAttributes executionAttributes) {
    context.httpResponse().firstMatchingHeader("Date").ifPresent(this::answeredAt);
  }

  /**
   * An answer of S3 was sent.
   *
   * @param date its header Date
   */
  private void answeredAt(String date) {
    try {
      Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      compare(Duration.between(theirs, clock.instant()), "S3's clock");
    } catch (DateTimeException e) {
      LOG.debug("An answer's date could not be read", e);
    }
  }

  /** A file was written at a time, in milliseconds since the epoch, which must be over. */
  void wroteAt(long millis) {
    Duration ahead = Duration.between(Instant.ofEpochMilli(millis), clock.instant());

    if (ahead.isNegative()) {
      compare(ahead, "the clock by which the newest files were written");
    }
  }

  private void compare(Duration ahead, String than) {
    if (sentence != null || ahead.abs().compareTo(TOLERATED) <= 0) {
      return;
    }

    sentence =
        "This machine's clock is %s %s %s: set it by a time server. Export days are still listed a day past today, so nothing is missed while it is less than a day off."
            .formatted(text(ahead.abs()), ahead.isNegative() ? "behind" : "ahead of", than);
    LOG.warn(sentence);
  }

  private static String text(Duration duration) {
    return duration.toHours() == 0
        ? duration.toMinutes() + " minutes"
        : "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart());
  }
}
