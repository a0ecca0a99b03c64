package io.guardlake.schemas.sql;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What makes DuckDB understand the views and saved queries, which are in the SQL of Trino and so of
 * Athena: macros for functions, and a change of the text for the two things that no macro can do.
 */
public final class DuckDbDialect {
  private static final Pattern ARRAY_TYPE = Pattern.compile("\\barray\\(");
  private static final Pattern TRANSFORM = Pattern.compile("\\btransform\\(");

  private DuckDbDialect() {}

  /** The statements that define the macros, to be executed one by one in a new database. */
  public static List<String> macros() {
    return Arrays.stream(SqlResource.read(DuckDbDialect.class, "duckdb.sql").split(";\n"))
        .filter(statement -> !statement.isBlank())
        .toList();
  }

  /**
   * A text of ours with the type {@code array(T)} as {@code T[]} and {@code transform} under
   * DuckDB's name, for macros take no lambdas. It is not for texts of others: what is in quotes is
   * not told apart.
   */
  public static String adapted(String sql) {
    requireNonNull(sql, "sql is null");
    return TRANSFORM.matcher(withDuckDbArrays(sql)).replaceAll("list_transform(");
  }

  private static String withDuckDbArrays(String sql) {
    StringBuilder adapted = new StringBuilder();
    Matcher arrays = ARRAY_TYPE.matcher(sql);
    int done = 0;

    while (arrays.find(done)) {
      int end = closing(sql, arrays.end());
      adapted
          .append(sql, done, arrays.start())
          .append(withDuckDbArrays(sql.substring(arrays.end(), end)))
          .append("[]");
      done = end + 1;
    }

    return adapted.append(sql.substring(done)).toString();
  }

  private static int closing(String sql, int from) {
    int depth = 1;
    int position = from;

    while (true) {
      char next = sql.charAt(position);
      depth += next == '(' ? 1 : next == ')' ? -1 : 0;

      if (depth == 0) {
        return position;
      }

      position++;
    }
  }
}
