package io.guardlake.schemas.queries;

import static java.util.Objects.requireNonNull;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a parameter of a saved query may be, and how it stands in SQL. */
public enum ParameterType {
  /** A whole number, at least 0: a minus before it in SQL must not make a comment of two. */
  INTEGER("BIGINT", "a whole number from 0 to 1000000") {
    @Override
    Object value(String text) {
      if (!DIGITS.matcher(text).matches()) {
        throw refused(text);
      }

      BigInteger number = new BigInteger(text);

      if (number.compareTo(GREATEST) > 0) {
        throw refused(text);
      }

      return number.longValueExact();
    }

    @Override
    String literal(Object value) {
      return value.toString();
    }
  },
  TEXT("VARCHAR", "a text") {
    @Override
    Object value(String text) {
      return text;
    }

    @Override
    String literal(Object value) {
      return "'" + value.toString().replace("'", "''") + "'";
    }
  },
  BOOLEAN("BOOLEAN", "true or false") {
    @Override
    Object value(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "true" -> true;
        case "false" -> false;
        default -> throw refused(text);
      };
    }

    @Override
    String literal(Object value) {
      return value.toString();
    }
  },
  DATE("DATE", "a day written YYYY-MM-DD") {
    @Override
    Object value(String text) {
      try {
        return LocalDate.parse(text);
      } catch (DateTimeParseException e) {
        throw refused(text);
      }
    }

    @Override
    String literal(Object value) {
      return "DATE '" + value + "'";
    }
  };

  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");
  private static final BigInteger GREATEST = BigInteger.valueOf(1_000_000);

  private final String duckDbType;
  private final String wanted;

  ParameterType(String duckDbType, String wanted) {
    this.duckDbType = duckDbType;
    this.wanted = wanted;
  }

  /**
   * The value that a text gives: a Long, String, Boolean or LocalDate.
   *
   * @throws IllegalArgumentException with what was wanted, if the text gives none
   */
  abstract Object value(String text);

  /** A value of this type as an SQL literal. */
  abstract String literal(Object value);

  /** Where a value goes in a prepared statement of DuckDB, which must be told the type. */
  String placeholder() {
    return "CAST(? AS " + duckDbType + ")";
  }

  IllegalArgumentException refused(String text) {
    requireNonNull(text, "text is null");
    return new IllegalArgumentException("'%s' is not %s".formatted(text, wanted));
  }
}
