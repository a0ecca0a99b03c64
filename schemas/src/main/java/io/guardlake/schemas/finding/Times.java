package io.guardlake.schemas.finding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;

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

  private static final long FIRST_MILLIS_IN_MICROS = 100_000_000_000_000_000L;
  private static final BigDecimal END_MILLIS = END_SECONDS.movePointRight(3);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long DATE = word("0000-00-");
  private static final long DATE_SLACK = slack("0000-00-");
  private static final long DAY = word("00T00:00");
  private static final long DAY_SLACK = slack("00T00:00");
  private static final long SEPARATOR = 0xFF0000L; // the T, the third byte
  private static final long TIME = word("00:00:00");
  private static final long TIME_SLACK = slack("00:00:00");
  private static final int SECONDS_LENGTH = "2017-01-01T00:00:00".length();
  private static final int MICROS_DIGITS = 6;
  private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000};
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int NANOS_PER_MICRO = 1_000;
  private static final long SECONDS_PER_DAY = 86_400;
  private static final int MAX_ZONE_HOURS = 18;

  private Times() {}

  /** The JDK's own difference in microseconds overflows after the year 2262. */
  static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), MICROS_PER_SECOND),
        instant.getNano() / NANOS_PER_MICRO);
  }

  /** The time that a text or a number gives, or null if it gives none. */
  static Long micros(Scalar scalar) {
    return micros(scalar.bytes(), scalar.from(), scalar.to());
  }

  /** The time that the bytes from one offset to another give as ASCII, or null. */
  static Long micros(byte[] bytes, int from, int to) {
    if (to - from >= SECONDS_LENGTH && bytes[from + 4] == '-') {
      return iso(bytes, from, to);
    }

    if (!Numbers.isNumber(bytes, from, to)) {
      return null;
    }

    long micros = Numbers.scaled(bytes, from, to, MICROS_DIGITS);

    if (micros >= 0 && micros < FIRST_MILLIS_IN_MICROS) {
      return micros;
    }

    BigDecimal number = Numbers.exact(bytes, from, to);
    return number == null ? null : epoch(number);
  }

  private static Long epoch(BigDecimal number) {
    if (number.compareTo(MIN_SECONDS) < 0 || number.compareTo(END_MILLIS) >= 0) {
      return null;
    }

    int decimals = number.compareTo(FIRST_MILLIS) < 0 ? MICROS_DIGITS : MICROS_DIGITS - 3;
    return number.movePointRight(decimals).setScale(0, RoundingMode.FLOOR).longValueExact();
  }

  private static Long iso(byte[] bytes, int from, int to) {
    long date = (long) LONGS.get(bytes, from) ^ DATE;
    long dayAndMore = ((long) LONGS.get(bytes, from + 8) ^ DAY) & ~SEPARATOR;
    long time = (long) LONGS.get(bytes, from + 11) ^ TIME;
    byte separator = bytes[from + 10];
    boolean shaped = separator == 'T' || separator == 't' || separator == ' ';

    if (!shaped
        || !isShaped(date, DATE_SLACK)
        || !isShaped(dayAndMore, DAY_SLACK)
        || !isShaped(time, TIME_SLACK)) {
      return null;
    }

    int year = twoDigits(date, 0) * 100 + twoDigits(date, 2);
    int month = twoDigits(date, 5);
    int day = twoDigits(dayAndMore, 0);
    int hour = twoDigits(time, 0);
    int minute = twoDigits(time, 3);
    int second = twoDigits(time, 6);

    if (!isDay(year, month, day) || !isTimeOfDay(hour, minute, second)) {
      return null;
    }

    int fraction = from + SECONDS_LENGTH;
    int end = fractionEnd(bytes, fraction, to);
    long offset = end < 0 ? Long.MIN_VALUE : zoneSeconds(bytes, end, to);

    if (offset == Long.MIN_VALUE) {
      return null;
    }

    long seconds =
        daysSinceEpoch(year, month, day) * SECONDS_PER_DAY
            + hour * 3600L
            + minute * 60L
            + second
            - offset;
    return seconds * MICROS_PER_SECOND + fractionMicros(bytes, fraction + 1, end);
  }

  /**
   * Whether eight bytes have a pattern's separators, and digits in the places of its zeros.
   *
   * @param word the exclusive or of the bytes and the pattern: 0 for each right separator, 0 to 9
   *     for each digit
   */
  private static boolean isShaped(long word, long slack) {
    return (((word + slack) | word) & HIGH_BITS) == 0;
  }

  private static int twoDigits(long word, int at) {
    int pair = (int) (word >>> (at * Byte.SIZE));
    return (pair & 0xF) * 10 + ((pair >>> Byte.SIZE) & 0xF);
  }

  private static long word(String pattern) {
    return (long) LONGS.get(pattern.getBytes(StandardCharsets.US_ASCII), 0);
  }

  /** For each byte what it can take before its highest bit is set: 9 for a digit, else nothing. */
  private static long slack(String pattern) {
    return word(pattern.replaceAll("[^0]", "\u007F").replace('0', (char) 0x76));
  }

  private static boolean isDay(int year, int month, int day) {
    if (year < 1 || month < 1 || month > 12 || day < 1) {
      return false;
    }

    return day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth();
  }

  private static boolean isTimeOfDay(int hour, int minute, int second) {
    return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
  }

  /** By years that begin in March, so that leap days are at their ends, of 365.2425 days each. */
  private static long daysSinceEpoch(int year, int month, int day) {
    int shiftedYear = month > 2 ? year : year - 1;
    int shiftedMonth = month > 2 ? month - 3 : month + 9;
    int leapDays = shiftedYear / 4 - shiftedYear / 100 + shiftedYear / 400;
    long dayOfYear = (153L * shiftedMonth + 2) / 5 + day - 1;
    return 365L * shiftedYear + leapDays + dayOfYear - 719_468;
  }

  /** The offset after the fraction of a second, which may be missing; -1 if it has no digits. */
  private static int fractionEnd(byte[] bytes, int from, int to) {
    if (from == to || bytes[from] != '.') {
      return from;
    }

    int end = from + 1;

    while (end < to && isDigit(bytes[end])) {
      end++;
    }

    return end == from + 1 ? -1 : end;
  }

  private static long fractionMicros(byte[] bytes, int from, int end) {
    int digits = Math.min(end - from, MICROS_DIGITS);
    return digits < 1 ? 0 : digits(bytes, from, digits) * POWERS[MICROS_DIGITS - digits];
  }

  /**
   * The zone's offset from UTC in seconds, 0 if no zone is given; the least number if it is no
   * zone.
   */
  private static long zoneSeconds(byte[] bytes, int from, int to) {
    int length = to - from;

    if (length == 0 || (length == 1 && (bytes[from] == 'Z' || bytes[from] == 'z'))) {
      return 0;
    }

    boolean colon = length == 6 && bytes[from + 3] == ':';

    if ((bytes[from] != '+' && bytes[from] != '-') || (!colon && length != 5)) {
      return Long.MIN_VALUE;
    }

    int hours = digits(bytes, from + 1, 2);
    int minutes = digits(bytes, colon ? from + 4 : from + 3, 2);

    if (hours < 0 || hours > MAX_ZONE_HOURS || minutes < 0 || minutes > 59) {
      return Long.MIN_VALUE;
    }

    long seconds = hours * 3600L + minutes * 60L;
    return bytes[from] == '-' ? -seconds : seconds;
  }

  /** The number that some digits make, or -1 if one of them is not a digit. */
  private static int digits(byte[] bytes, int from, int count) {
    int value = 0;

    for (int i = from; i < from + count; i++) {
      if (!isDigit(bytes[i])) {
        return -1;
      }

      value = value * 10 + bytes[i] - '0';
    }

    return value;
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }
}
