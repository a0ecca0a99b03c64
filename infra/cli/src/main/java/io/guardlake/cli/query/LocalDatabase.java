package io.guardlake.cli.query;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.config.UsageException;
import io.guardlake.jobs.table.CatalogSettings;
import io.guardlake.jobs.table.Catalogs;
import io.guardlake.jobs.table.OpenCatalog;
import io.guardlake.schemas.sql.DuckDbDialect;
import io.guardlake.schemas.views.View;
import io.guardlake.schemas.views.Views;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;

/**
 * DuckDB over an output's tables: a view a table, over the files of its current snapshot, as they
 * were when the database was opened. Files that are not on this machine are copied when a question
 * first names their table.
 */
public final class LocalDatabase implements AutoCloseable {
  private final Connection connection;
  private final OpenCatalog catalog;
  private final OutputTables tables;
  private final FileCache cache;
  private final Set<String> made = new HashSet<>();

  private LocalDatabase(
      Connection connection, OpenCatalog catalog, OutputTables tables, FileCache cache) {
    this.connection = requireNonNull(connection, "connection is null");
    this.catalog = requireNonNull(catalog, "catalog is null");
    this.tables = requireNonNull(tables, "tables is null");
    this.cache = requireNonNull(cache, "cache is null");
  }

  /** Opens the tables of an output. */
  public static LocalDatabase open(CatalogSettings settings) throws SQLException, IOException {
    OpenCatalog catalog = Catalogs.openExisting(settings);
    Connection connection = null;

    try {
      OutputTables tables = OutputTables.of(catalog);
      FileCache cache = FileCache.of(settings.warehouse() + "/" + settings.database());
      cache.prune(tables.locations());
      connection = DriverManager.getConnection("jdbc:duckdb:");
      LocalDatabase database = new LocalDatabase(connection, catalog, tables, cache);
      database.execute("SET autoinstall_known_extensions = false");
      database.execute("SET TimeZone = 'UTC'");
      database.execute("SET enable_profiling = 'no_output'");

      for (String macro : DuckDbDialect.macros()) {
        database.execute(macro);
      }

      for (OutputTables.Planned table : tables.all()) {
        if (table.isLocal()) {
          database.make(table);
        }
      }

      database.makeViews();
      return database;
    } catch (SQLException | IOException | RuntimeException e) {
      if (connection != null) {
        connection.close();
      }

      catalog.close();
      throw e;
    }
  }

  /**
   * Answers a question.
   *
   * @throws UsageException if DuckDB refuses the SQL; the message is DuckDB's
   */
  public QueryResult query(String sql) {
    return ask(sql).result();
  }

  /**
   * Answers a question, and tells what it cost.
   *
   * @throws UsageException if DuckDB refuses the SQL; the message is DuckDB's
   */
  public Answer ask(String sql) {
    return ask(sql, List.of());
  }

  /**
   * Answers a question with values for its question marks, and tells what it cost.
   *
   * @throws UsageException if DuckDB refuses the SQL; the message is DuckDB's
   */
  public Answer ask(String sql, List<Object> values) {
    List<OutputTables.Planned> asked = tables.namedIn(sql);
    make(asked);
    long start = System.nanoTime();

    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      QueryResult result = new QueryResult(List.of(), List.of());

      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }

      if (statement.execute()) {
        try (ResultSet results = statement.getResultSet()) {
          result = read(results);
        }
      }

      double seconds = (System.nanoTime() - start) / 1e9;
      int files = asked.stream().mapToInt(table -> table.files().size()).sum();
      return new Answer(result, seconds, files, Profile.bytesRead(connection));
    } catch (SQLException e) {
      throw new UsageException("The query failed: " + e.getMessage(), e);
    }
  }

  /**
   * Runs a statement that answers nothing.
   *
   * @throws UsageException if DuckDB refuses it; the message is DuckDB's
   */
  public void run(String sql) {
    ask(sql);
  }

  /** Whether there is a table or view of that name. */
  public boolean has(String name) {
    String literal = "'" + name.replace("'", "''") + "'";
    return !query(
            "SELECT 1 FROM duckdb_tables() WHERE table_name = %1$s UNION ALL SELECT 1 FROM duckdb_views() WHERE view_name = %1$s"
                .formatted(literal))
        .rows()
        .isEmpty();
  }

  @Override
  public void close() throws SQLException, IOException {
    try {
      connection.close();
    } finally {
      catalog.close();
    }
  }

  private void make(List<OutputTables.Planned> wanted) {
    try {
      for (OutputTables.Planned table : wanted) {
        make(table);
      }

      makeViews();
    } catch (SQLException | IOException e) {
      throw new UsageException("The tables cannot be read: " + e.getMessage(), e);
    }
  }

  /** Makes a table's view, unless it is there. */
  private void make(OutputTables.Planned table) throws SQLException, IOException {
    if (made.add(table.name())) {
      createView(table);
    }
  }

  /** Makes the views whose tables are all there. */
  private void makeViews() throws SQLException {
    for (View view : Views.all()) {
      if (!made.contains(view.name()) && made.containsAll(OutputTables.readBy(view))) {
        execute("CREATE VIEW %s AS %s".formatted(quoted(view.name()), view.duckDb()));
        made.add(view.name());
      }
    }
  }

  private void createView(OutputTables.Planned table) throws SQLException, IOException {
    if (table.files().isEmpty()) {
      createEmpty(table.name(), table.schema());
      return;
    }

    String columns =
        table.schema().columns().stream()
            .map(Types.NestedField::name)
            .map(LocalDatabase::quoted)
            .collect(Collectors.joining(", "));
    String paths =
        cache.paths(table.io(), table.files()).stream()
            .map(path -> "'" + path.replace("'", "''") + "'")
            .collect(Collectors.joining(", "));
    // A column that was added after the newest file was written is in no file, and null.
    String allColumns = table.name() + "_columns";
    createEmpty(allColumns, table.schema());
    execute(
        "CREATE VIEW %s AS SELECT %s FROM (SELECT * FROM read_parquet([%s], union_by_name = true, hive_partitioning = false) UNION ALL BY NAME SELECT * FROM %s)"
            .formatted(quoted(table.name()), columns, paths, quoted(allColumns)));
  }

  private void createEmpty(String name, Schema schema) throws SQLException {
    execute("CREATE TABLE %s (%s)".formatted(quoted(name), DuckTypes.columns(schema)));
  }

  private static QueryResult read(ResultSet results) throws SQLException {
    ResultSetMetaData metadata = results.getMetaData();
    List<String> columns = new ArrayList<>();

    for (int i = 1; i <= metadata.getColumnCount(); i++) {
      columns.add(metadata.getColumnLabel(i));
    }

    List<List<Object>> rows = new ArrayList<>();

    while (results.next()) {
      List<Object> row = new ArrayList<>();

      for (int i = 1; i <= columns.size(); i++) {
        row.add(DuckTypes.plain(results.getObject(i)));
      }

      rows.add(row);
    }

    return new QueryResult(columns, rows);
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
