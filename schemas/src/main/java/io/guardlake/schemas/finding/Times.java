package io.guardlake.schemas.finding;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Times as GuardDuty writes them, as microseconds since the epoch, UTC. Real exports hold ISO 8601
 * with and without fraction and zone, with a space instead of the T in normalised copies, and epoch
 * seconds as whole, decimal and scientific numbers, and epoch milliseconds. What is finer than a
 * microsecond is cut off.
 */
final class Times {
  private static final BigDecimal MIN_SECONDS = new BigDecimal("-62135596800"); // year 1
  private static final BigDecimal END_SECONDS = new BigDecimal("253402300800"); // year 10000

  /** As seconds this would be the year 5138, as milliseconds it is 1973. */
  private static final BigDecimal FIRST_MILLIS = new BigDecimal("100000000000");

  private static final BigDecimal END_MILLIS = END_SECONDS.movePointRight(3);
  private static final int SECONDS_LENGTH = "2017-01-01T00:00:00".length();
  private static final int MICROS_DIGITS = 6;
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long SECONDS_PER_DAY = 86_400;
  private static final int MAX_ZONE_HOURS = 18;

  private Times() {}

  static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  /** The time that a text or the digits of a number give, or null if they give none. */
  static Long micros(String text) {
    if (text.length() >= SECONDS_LENGTH && text.charAt(4) == '-') {
      return iso(text);
    }

    BigDecimal number = Numbers.exact(text);
    return number == null ? null : epoch(number);
  }

  private static Long epoch(BigDecimal number) {
    if (number.compareTo(MIN_SECONDS) < 0 || number.compareTo(END_MILLIS) >= 0) {
      return null;
    }

    int decimals = number.compareTo(FIRST_MILLIS) < 0 ? MICROS_DIGITS : MICROS_DIGITS - 3;
    return number.movePointRight(decimals).setScale(0, RoundingMode.FLOOR).longValueExact();
  }

  private static Long iso(String text) {
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 2);
    int day = digits(text, 8, 2);
    int hour = digits(text, 11, 2);
    int minute = digits(text, 14, 2);
    int second = digits(text, 17, 2);
    char separator = text.charAt(10);
    boolean shaped =
        text.charAt(7) == '-'
            && (separator == 'T' || separator == 't' || separator == ' ')
            && text.charAt(13) == ':'
            && text.charAt(16) == ':';
    boolean ranged = year > 0 && month >= 0 && day >= 0 && isTimeOfDay(hour, minute, second);

    if (!shaped || !ranged) {
      return null;
    }

    int end = fractionEnd(text);
    Long offset = end < 0 ? null : zoneSeconds(text, end);

    if (offset == null) {
      return null;
    }

    try {
      long days = LocalDate.of(year, month, day).toEpochDay();
      long seconds = days * SECONDS_PER_DAY + hour * 3600L + minute * 60L + second - offset;
      return seconds * MICROS_PER_SECOND + fractionMicros(text, end);
    } catch (DateTimeException e) {
      return null; // no such day
    }
  }

  private static boolean isTimeOfDay(int hour, int minute, int second) {
    return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
  }

  /** The offset after the fraction of a second, which may be missing; -1 if it has no digits. */
  private static int fractionEnd(String text) {
    if (text.length() == SECONDS_LENGTH || text.charAt(SECONDS_LENGTH) != '.') {
      return SECONDS_LENGTH;
    }

    int end = SECONDS_LENGTH + 1;

    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }

    return end == SECONDS_LENGTH + 1 ? -1 : end;
  }

  private static long fractionMicros(String text, int end) {
    long micros = 0;

    for (int i = 0; i < MICROS_DIGITS; i++) {
      int at = SECONDS_LENGTH + 1 + i;
      micros = micros * 10 + (at < end ? text.charAt(at) - '0' : 0);
    }

    return micros;
  }

  /** The zone's offset from UTC in seconds, 0 if no zone is given; null if it is not a zone. */
  private static Long zoneSeconds(String text, int from) {
    int length = text.length() - from;

    if (length == 0 || (length == 1 && (text.charAt(from) == 'Z' || text.charAt(from) == 'z'))) {
      return 0L;
    }

    String zone = text.substring(from);

    boolean colon = zone.length() == 6 && zone.charAt(3) == ':';

    if ((zone.charAt(0) != '+' && zone.charAt(0) != '-') || (!colon && zone.length() != 5)) {
      return null;
    }

    int hours = digits(zone, 1, 2);
    int minutes = digits(zone, colon ? 4 : 3, 2);

    if (hours < 0 || hours > MAX_ZONE_HOURS || minutes < 0 || minutes > 59) {
      return null;
    }

    long seconds = hours * 3600L + minutes * 60L;
    return zone.charAt(0) == '-' ? -seconds : seconds;
  }

  /** The number that some digits make, or -1 if one of them is not a digit. */
  private static int digits(String text, int from, int count) {
    int value = 0;

    for (int i = from; i < from + count; i++) {
      if (!isDigit(text.charAt(i))) {
        return -1;
      }

      value = value * 10 + text.charAt(i) - '0';
    }

    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
