package io.guardlake.schemas.finding;

import java.math.BigDecimal;

/** Numbers as JSON writes them, whether they stood as numbers or in a string. */
final class Numbers {
  /** Longer texts are not numbers of anything in a finding, and cost time to read. */
  private static final int MAX_LENGTH = 400;

  private static final int MAX_SAFE_DIGITS = 18;
  private static final int MAX_SCALE = 400;

  private Numbers() {}

  /** The finite number, or null. */
  static Double decimal(String text) {
    if (!isNumber(text)) {
      return null;
    }

    double value = Double.parseDouble(text);
    return Double.isFinite(value) ? value + 0.0 : null;
  }

  /** The whole number of 64 bits, or null; {@code 5.0} and {@code 5E3} are whole. */
  static Long whole(String text) {
    if (isShortDigits(text)) {
      return Long.parseLong(text);
    }

    BigDecimal exact = exact(text);

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
  static Integer small(String text) {
    Long value = whole(text);
    return value == null || value.intValue() != value ? null : value.intValue();
  }

  /** The exact number, or null if it is not one or has an absurd exponent. */
  static BigDecimal exact(String text) {
    if (!isNumber(text)) {
      return null;
    }

    try {
      BigDecimal exact = new BigDecimal(text);
      return Math.abs((long) exact.scale()) > MAX_SCALE ? null : exact;
    } catch (NumberFormatException e) {
      return null; // the exponent alone overflows
    }
  }

  /** Whether a text is a number by the grammar of RFC 8259. */
  static boolean isNumber(String text) {
    if (text.length() > MAX_LENGTH) {
      return false;
    }

    int at = text.startsWith("-") ? 1 : 0;
    int whole = digits(text, at);

    if (whole == at || (whole - at > 1 && text.charAt(at) == '0')) {
      return false;
    }

    at = whole;

    if (at < text.length() && text.charAt(at) == '.') {
      int fraction = digits(text, at + 1);

      if (fraction == at + 1) {
        return false;
      }

      at = fraction;
    }

    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;

      if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++;
      }

      int exponent = digits(text, at);

      if (exponent == at) {
        return false;
      }

      at = exponent;
    }

    return at == text.length();
  }

  private static boolean isShortDigits(String text) {
    int length = text.length();
    return length > 0
        && length <= MAX_SAFE_DIGITS
        && digits(text, 0) == length
        && (length == 1 || text.charAt(0) != '0');
  }

  /** The offset after the ASCII digits that begin at an offset. */
  private static int digits(String text, int from) {
    int at = from;

    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }

    return at;
  }
}
