package io.guardlake.athena;

import io.guardlake.schemas.quarantine.SettledTable;
import io.guardlake.schemas.queries.BoundQuery;
import io.guardlake.schemas.sql.DuckDbDialect;
import io.guardlake.schemas.table.ColumnType;
import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.views.View;
import io.guardlake.schemas.views.Views;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** DuckDB in this process, with the views over the data files that Trino says tables have. */
final class DuckLake implements AutoCloseable {
  /** Tables that views read and that the tests' lake has no rows of, and so no files. */
  private static final List<TableDefinition> EMPTY = List.of(SettledTable.DEFINITION);

  private final Connection connection;

  private DuckLake(Connection connection) {
    this.connection = connection;
  }

  static DuckLake open(TrinoLake trino, String... tables) throws SQLException {
    DuckLake lake = new DuckLake(DriverManager.getConnection("jdbc:duckdb:"));
    lake.execute("SET TimeZone = 'UTC'");

    for (TableDefinition table : EMPTY) {
      lake.execute("CREATE TABLE %s (%s)".formatted(table.name(), columns(table)));
    }

    for (String table : tables) {
      lake.execute(
          "CREATE VIEW %s AS SELECT * FROM read_parquet([%s], hive_partitioning = false)"
              .formatted(table, files(trino, table)));
    }

    for (String macro : DuckDbDialect.macros()) {
      lake.execute(macro);
    }

    for (View view : Views.all()) {
      lake.execute("CREATE VIEW %s AS %s".formatted(view.name(), view.duckDb()));
    }

    return lake;
  }

  List<String> query(String sql) throws SQLException {
    return query(sql, List.of());
  }

  List<String> query(BoundQuery query) throws SQLException {
    BoundQuery.Statement prepared = query.prepared();
    return query(prepared.sql(), prepared.values());
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private List<String> query(String sql, List<Object> values) throws SQLException {
    List<String> rows = new ArrayList<>();

    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }

      try (ResultSet results = statement.executeQuery()) {
        while (results.next()) {
          List<Object> row = new ArrayList<>();

          for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
            row.add(results.getObject(i));
          }

          rows.add(Cells.text(row));
        }
      }
    }

    return rows;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String columns(TableDefinition table) {
    return table.columns().stream()
        .map(column -> column.sqlName() + " " + type(column.type()))
        .collect(Collectors.joining(", "));
  }

  private static String type(ColumnType type) {
    return switch (type) {
      case STRING, UTF8 -> "VARCHAR";
      case BINARY -> "BLOB";
      case BIGINT -> "BIGINT";
      case INT -> "INTEGER";
      case DOUBLE -> "DOUBLE";
      case BOOLEAN -> "BOOLEAN";
      case TIMESTAMP -> "TIMESTAMP";
      case STRING_LIST -> "VARCHAR[]";
      case STRING_MAP -> "MAP(VARCHAR, VARCHAR)";
    };
  }

  private static String files(TrinoLake trino, String table) {
    return trino
        .query("SELECT file_path FROM \"%s$files\"".formatted(table))
        .getOnlyColumn()
        .map(path -> "'" + path.toString().replaceFirst("^file:(//)?", "") + "'")
        .collect(Collectors.joining(", "));
  }
}
