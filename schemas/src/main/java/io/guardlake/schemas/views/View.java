package io.guardlake.schemas.views;

import static java.util.Objects.requireNonNull;

import io.guardlake.schemas.sql.DuckDbDialect;
import java.util.function.UnaryOperator;

/** A view over Guardlake's tables. */
public final class View {
  private final String name;
  private final String meaning;
  private final UnaryOperator<String> select;

  /**
   * @param meaning what it shows, for the reference documentation
   * @param select makes the SELECT, in Trino's SQL, from what stands before the names of tables
   */
  View(String name, String meaning, UnaryOperator<String> select) {
    this.name = requireNonNull(name, "name is null");
    this.meaning = requireNonNull(meaning, "meaning is null");
    this.select = requireNonNull(select, "select is null");
  }

  public String name() {
    return name;
  }

  public String meaning() {
    return meaning;
  }

  /** The SELECT for Trino and Athena, over tables in the current schema. */
  public String trino() {
    return select.apply("").strip();
  }

  /** The SELECT for Trino and Athena, over tables in a schema, which Athena calls a database. */
  public String trino(String database) {
    return select.apply('"' + database.replace("\"", "\"\"") + "\".").strip();
  }

  /** The SELECT for DuckDB, over tables in the current schema. */
  public String duckDb() {
    return DuckDbDialect.adapted(trino());
  }
}
