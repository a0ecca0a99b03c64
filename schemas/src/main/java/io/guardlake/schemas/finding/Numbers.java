package io.guardlake.schemas.finding;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Numbers as JSON writes them, whether they stood as numbers or in a text. */
final class Numbers {
  /** Longer texts are not numbers of anything in a finding, and cost time to read. */
  private static final int MAX_LENGTH = 400;

  private static final int MAX_SAFE_DIGITS = 18;
  private static final int MAX_SCALE = 400;

  /** So many digits are a whole number below 2 to the power of 53, which a double is exactly. */
  private static final int EXACT_DIGITS = 15;

  /** The powers of ten up to this many digits, exactly. */
  private static final double[] POWERS = powers();

  private Numbers() {}

  /** The finite number, or null. */
  static Double decimal(Scalar scalar) {
    byte[] bytes = scalar.bytes();
    int from = scalar.from();
    int to = scalar.to();

    if (!isNumber(bytes, from, to)) {
      return null;
    }

    double value = isShort(bytes, from, to) ? exactly(bytes, from, to) : rounded(bytes, from, to);
    return Double.isFinite(value) ? value + 0.0 : null;
  }

  /** The whole number of 64 bits, or null; {@code 5.0} and {@code 5E3} are whole. */
  static Long whole(Scalar scalar) {
    byte[] bytes = scalar.bytes();
    int from = scalar.from();
    int to = scalar.to();
    int length = to - from;

    if (length <= MAX_SAFE_DIGITS && digits(bytes, from, to) == to && isNumber(bytes, from, to)) {
      return exactDigits(bytes, from, to);
    }

    BigDecimal exact = exact(bytes, from, to);

    if (exact == null) {
      return null;
    }

    try {
      return exact.longValueExact();
    } catch (ArithmeticException e) {
      return null;
    }
  }

  /** The whole number of 32 bits, or null. */
  static Integer small(Scalar scalar) {
    Long value = whole(scalar);
    return value == null || value.intValue() != value ? null : value.intValue();
  }

  /** The exact number, or null if it is not one or has an absurd exponent. */
  static BigDecimal exact(byte[] bytes, int from, int to) {
    if (!isNumber(bytes, from, to)) {
      return null;
    }

    try {
      BigDecimal exact = new BigDecimal(ascii(bytes, from, to));
      return Math.abs((long) exact.scale()) > MAX_SCALE ? null : exact;
    } catch (NumberFormatException e) {
      return null; // the exponent alone overflows
    }
  }

  /**
   * A number that is not negative, times a power of ten, rounded down; -1 where a long does not do
   * for it.
   *
   * @param decimals the power; the bytes from one offset to another are a number
   */
  static long scaled(byte[] bytes, int from, int to, int decimals) {
    long digits = 0;
    int power = decimals;
    boolean fraction = false;
    int at = from;

    for (; at < to && (bytes[at] | 0x20) != 'e'; at++) {
      if (bytes[at] == '.') {
        fraction = true;
      } else {
        digits = digits * 10 + bytes[at] - '0';
        power -= fraction ? 1 : 0;
      }
    }

    if (bytes[from] == '-' || at - from > MAX_SAFE_DIGITS) {
      return -1;
    }

    if (at < to) {
      boolean negative = bytes[at + 1] == '-';
      int first = negative || bytes[at + 1] == '+' ? at + 2 : at + 1;

      if (to - first > 2) {
        return -1;
      }

      int exponent = (int) exactDigits(bytes, first, to);
      power += negative ? -exponent : exponent;
    }

    if (Math.abs(power) > EXACT_DIGITS) {
      return -1;
    }

    long factor = (long) POWERS[Math.abs(power)];

    if (power < 0) {
      return digits / factor;
    }

    return digits > Long.MAX_VALUE / factor ? -1 : digits * factor;
  }

  /** Whether some bytes are a number by the grammar of RFC 8259. */
  static boolean isNumber(byte[] bytes, int from, int to) {
    if (from == to || to - from > MAX_LENGTH) {
      return false;
    }

    int at = bytes[from] == '-' ? from + 1 : from;
    int whole = digits(bytes, at, to);

    if (whole == at || (whole - at > 1 && bytes[at] == '0')) {
      return false;
    }

    at = whole;

    if (at < to && bytes[at] == '.') {
      int fraction = digits(bytes, at + 1, to);

      if (fraction == at + 1) {
        return false;
      }

      at = fraction;
    }

    if (at < to && (bytes[at] == 'e' || bytes[at] == 'E')) {
      at++;

      if (at < to && (bytes[at] == '+' || bytes[at] == '-')) {
        at++;
      }

      int exponent = digits(bytes, at, to);

      if (exponent == at) {
        return false;
      }

      at = exponent;
    }

    return at == to;
  }

  /** Whether a number has so few digits and no exponent that two exact doubles make it. */
  private static boolean isShort(byte[] bytes, int from, int to) {
    int at = bytes[from] == '-' ? from + 1 : from;
    int whole = digits(bytes, at, to);
    int end = whole < to && bytes[whole] == '.' ? digits(bytes, whole + 1, to) : whole;
    return end == to && end - at <= EXACT_DIGITS;
  }

  /** A quotient of two exact doubles is rounded once, as the number itself would be. */
  private static double exactly(byte[] bytes, int from, int to) {
    boolean negative = bytes[from] == '-';
    long digits = 0;
    int decimals = 0;
    boolean fraction = false;

    for (int i = negative ? from + 1 : from; i < to; i++) {
      if (bytes[i] == '.') {
        fraction = true;
      } else {
        digits = digits * 10 + bytes[i] - '0';
        decimals += fraction ? 1 : 0;
      }
    }

    double value = digits / POWERS[decimals];
    return negative ? -value : value;
  }

  private static double rounded(byte[] bytes, int from, int to) {
    return Double.parseDouble(ascii(bytes, from, to));
  }

  private static String ascii(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static long exactDigits(byte[] bytes, int from, int to) {
    long value = 0;

    for (int i = from; i < to; i++) {
      value = value * 10 + bytes[i] - '0';
    }

    return value;
  }

  /** The offset after the ASCII digits that begin at an offset. */
  private static int digits(byte[] bytes, int from, int to) {
    int at = from;

    while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }

    return at;
  }

  private static double[] powers() {
    double[] powers = new double[EXACT_DIGITS + 1];
    powers[0] = 1;

    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * 10;
    }

    return powers;
  }
}
