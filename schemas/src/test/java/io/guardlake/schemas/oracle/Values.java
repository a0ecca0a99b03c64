package io.guardlake.schemas.oracle;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What plain JSON values mean, by the reference documentation. */
final class Values {
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE]([+-]?[0-9]+))?");
  private static final Pattern TIME =
      Pattern.compile(
          "([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt ]([0-9]{2}):([0-9]{2}):([0-9]{2})"
              + "(?:\\.([0-9]+))?(?:[Zz]|([+-])([0-9]{2}):?([0-9]{2}))?");
  private static final int LONGEST_NUMBER = 400;
  private static final BigDecimal YEAR_1 = new BigDecimal(seconds("0001-01-01T00:00"));
  private static final BigDecimal YEAR_10000 = new BigDecimal(seconds("9999-12-31T23:59") + 60);
  private static final BigDecimal SMALLEST_MILLIS = new BigDecimal("1e11");

  private Values() {}

  /** A text that is there, without lone surrogates. */
  static Optional<String> text(Json value) {
    return value instanceof Json.Text text && isValue(text.text())
        ? Optional.of(clean(text.text()))
        : Optional.empty();
  }

  /** A text, or a number as it is written. */
  static Optional<String> textOrNumber(Json value) {
    return value instanceof Json.Num number ? Optional.of(number.text()) : text(value);
  }

  static boolean isValue(String text) {
    return !text.isEmpty() && !text.equals("null");
  }

  static Optional<Boolean> flag(Json value) {
    if (value instanceof Json.Bool bool) {
      return Optional.of(bool.value());
    }

    String text = value instanceof Json.Text string ? string.text() : "";
    return text.equals("true") || text.equals("false")
        ? Optional.of(text.equals("true"))
        : Optional.empty();
  }

  static Optional<Double> decimal(Json value) {
    return digits(value)
        .map(text -> new Literal(text).asDouble())
        .filter(number -> !number.isInfinite() && !number.isNaN());
  }

  static Optional<Long> whole(Json value) {
    return exact(value)
        .filter(number -> number.stripTrailingZeros().scale() <= 0)
        .map(BigDecimal::toBigInteger)
        .filter(number -> number.bitLength() < Long.SIZE)
        .map(BigInteger::longValue);
  }

  static Optional<Integer> small(Json value) {
    return whole(value).filter(number -> number == (int) (long) number).map(Long::intValue);
  }

  /** Microseconds since the epoch. */
  static Optional<Long> time(Json value) {
    if (value instanceof Json.Text text) {
      Matcher matcher = TIME.matcher(text.text());

      if (matcher.matches()) {
        return iso(matcher);
      }
    }

    return exact(value).flatMap(Values::epoch);
  }

  /** The text with each surrogate that has no partner replaced. */
  static String clean(String text) {
    if (text.chars().noneMatch(character -> Character.isSurrogate((char) character))) {
      return text;
    }

    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> clean.appendCodePoint(point >= 0xD800 && point <= 0xDFFF ? 0xFFFD : point));
    return clean.toString();
  }

  private static Optional<Long> iso(Matcher matcher) {
    try {
      LocalDateTime local =
          LocalDateTime.of(
              number(matcher, 1),
              number(matcher, 2),
              number(matcher, 3),
              number(matcher, 4),
              number(matcher, 5),
              number(matcher, 6));
      String fraction = matcher.group(7) == null ? "" : matcher.group(7);
      long micros = Long.parseLong((fraction + "000000").substring(0, 6));
      long zone = 0;

      if (matcher.group(8) != null) {
        int hours = number(matcher, 9);
        int minutes = number(matcher, 10);

        if (hours > 18 || minutes > 59) {
          return Optional.empty();
        }

        zone = (hours * 60L + minutes) * (matcher.group(8).equals("-") ? -60 : 60);
      }

      if (local.getYear() == 0) {
        return Optional.empty();
      }

      return Optional.of((local.toEpochSecond(ZoneOffset.UTC) - zone) * 1_000_000 + micros);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Long> epoch(BigDecimal number) {
    if (number.compareTo(YEAR_1) < 0
        || number.compareTo(YEAR_10000.multiply(new BigDecimal(1000))) >= 0) {
      return Optional.empty();
    }

    boolean millis = number.compareTo(SMALLEST_MILLIS) >= 0;
    return Optional.of(
        number
            .multiply(new BigDecimal(millis ? "1e3" : "1e6"))
            .setScale(0, RoundingMode.FLOOR)
            .longValueExact());
  }

  /** The digits of a number, or of a text that is one. */
  private static Optional<String> digits(Json value) {
    String text =
        value instanceof Json.Num number
            ? number.text()
            : value instanceof Json.Text string ? string.text() : "";
    return text.length() <= LONGEST_NUMBER && NUMBER.matcher(text).matches()
        ? Optional.of(text)
        : Optional.empty();
  }

  /** The exact number; one with more than 400 places before or after the point is none. */
  private static Optional<BigDecimal> exact(Json value) {
    return digits(value)
        .filter(text -> new Literal(text).isOfModestExponent())
        .map(BigDecimal::new)
        .filter(number -> Math.abs(number.scale()) <= LONGEST_NUMBER);
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  private static long seconds(String local) {
    return LocalDateTime.parse(local).toEpochSecond(ZoneOffset.UTC);
  }

  /** The text of a number, whose exponent may be absurd. */
  private record Literal(String text) {
    boolean isOfModestExponent() {
      Matcher matcher = NUMBER.matcher(text);
      return matcher.matches()
          && (matcher.group(1) == null
              || new BigInteger(matcher.group(1).replace("+", "")).bitLength() < 16);
    }

    double asDouble() {
      double value = Double.parseDouble(text);
      return value == 0 ? 0 : value;
    }
  }
}
