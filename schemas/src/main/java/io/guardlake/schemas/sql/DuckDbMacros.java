package io.guardlake.schemas.sql;

import java.util.Arrays;
import java.util.List;

/**
 * The macros that make DuckDB understand the views and saved queries, which are in the SQL of Trino
 * and so of Athena.
 */
public final class DuckDbMacros {
  private DuckDbMacros() {}

  /** The statements that define them, to be executed one by one in a new database. */
  public static List<String> statements() {
    return Arrays.stream(SqlResource.read(DuckDbMacros.class, "duckdb.sql").split(";\n"))
        .filter(statement -> !statement.isBlank())
        .toList();
  }
}
