package io.guardlake.cli.query;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.config.UsageException;
import io.guardlake.jobs.table.CatalogSettings;
import io.guardlake.jobs.table.Catalogs;
import io.guardlake.jobs.table.OpenCatalog;
import io.guardlake.schemas.drift.DriftTable;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.quarantine.QuarantineTable;
import io.guardlake.schemas.quarantine.SettledTable;
import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.views.DriftView;
import io.guardlake.schemas.views.LatestSnapshotTable;
import io.guardlake.schemas.views.LatestView;
import io.guardlake.schemas.views.OpenQuarantineView;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;

/**
 * DuckDB over an output's tables: a view a table, over the files of its current snapshot, as they
 * were when the database was opened.
 */
public final class LocalDatabase implements AutoCloseable {
  private static final List<TableDefinition> TABLES =
      List.of(
          FindingsTable.DEFINITION,
          LatestSnapshotTable.DEFINITION,
          QuarantineTable.DEFINITION,
          SettledTable.DEFINITION,
          DriftTable.DEFINITION);

  private final Connection connection;
  private final StagedFiles staged;

  private LocalDatabase(Connection connection, StagedFiles staged) {
    this.connection = requireNonNull(connection, "connection is null");
    this.staged = requireNonNull(staged, "staged is null");
  }

  /** Opens the tables of an output. */
  public static LocalDatabase open(CatalogSettings settings) throws SQLException, IOException {
    LocalDatabase database =
        new LocalDatabase(DriverManager.getConnection("jdbc:duckdb:"), new StagedFiles());

    try (OpenCatalog catalog = Catalogs.openExisting(settings)) {
      database.execute("SET autoinstall_known_extensions = false");
      database.execute("SET TimeZone = 'UTC'");

      for (TableDefinition definition : TABLES) {
        database.create(definition, catalog);
      }

      database.execute(
          "CREATE VIEW %s AS %s".formatted(LatestView.NAME, LatestView.select("findings")));
      database.execute(
          "CREATE VIEW %s AS %s"
              .formatted(
                  OpenQuarantineView.NAME,
                  OpenQuarantineView.select(
                      QuarantineTable.DEFINITION.name(), SettledTable.DEFINITION.name())));
      database.execute(
          "CREATE VIEW %s AS %s"
              .formatted(DriftView.NAME, DriftView.select(DriftTable.DEFINITION.name())));
      return database;
    } catch (SQLException | IOException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /**
   * Answers a question.
   *
   * @throws UsageException if DuckDB refuses the SQL; the message is DuckDB's
   */
  public QueryResult query(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery(sql)) {
      return read(results);
    } catch (SQLException e) {
      throw new UsageException("The query failed: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws SQLException, IOException {
    connection.close();
    staged.close();
  }

  /** A table that an older version or no compaction made yet is empty. */
  private void create(TableDefinition definition, OpenCatalog catalog)
      throws SQLException, IOException {
    if (!definition.equals(FindingsTable.DEFINITION) && !catalog.has(definition.name())) {
      createEmpty(definition.name(), definition.icebergSchema());
      return;
    }

    createView(definition.name(), catalog.table(definition.name()));
  }

  private void createEmpty(String name, Schema schema) throws SQLException {
    execute("CREATE TABLE %s (%s)".formatted(quoted(name), DuckTypes.columns(schema)));
  }

  private void createView(String name, Table table) throws SQLException, IOException {
    List<String> files = new ArrayList<>();

    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        files.add(staged.localPath(table.io(), task.file().location()));
      }
    }

    String columns =
        table.schema().columns().stream()
            .map(Types.NestedField::name)
            .map(LocalDatabase::quoted)
            .collect(Collectors.joining(", "));

    if (files.isEmpty()) {
      createEmpty(name, table.schema());
      return;
    }

    String paths =
        files.stream()
            .map(path -> "'" + path.replace("'", "''") + "'")
            .collect(Collectors.joining(", "));
    // A column that was added after the newest file was written is in no file, and null.
    String allColumns = name + "_columns";
    createEmpty(allColumns, table.schema());
    execute(
        "CREATE VIEW %s AS SELECT %s FROM (SELECT * FROM read_parquet([%s], union_by_name = true, hive_partitioning = false) UNION ALL BY NAME SELECT * FROM %s)"
            .formatted(quoted(name), columns, paths, quoted(allColumns)));
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
