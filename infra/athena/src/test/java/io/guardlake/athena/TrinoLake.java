package io.guardlake.athena;

import static io.trino.testing.TestingSession.testSessionBuilder;

import io.trino.Session;
import io.trino.execution.QueryStats;
import io.trino.operator.OperatorStats;
import io.trino.plugin.iceberg.IcebergPlugin;
import io.trino.spi.type.TimeZoneKey;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.MaterializedResult;
import io.trino.testing.MaterializedRow;
import io.trino.testing.QueryRunner.MaterializedResultWithPlan;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Trino in this process, with the tables of a warehouse on this machine registered in the schema
 * that queries are in by default. Trino's metastore is a directory of its own, so nothing is
 * written to the warehouse.
 */
final class TrinoLake implements AutoCloseable {
  private static final String CATALOG = "lake";
  private static final String SCHEMA = "guardlake";

  private final DistributedQueryRunner runner;

  private TrinoLake(DistributedQueryRunner runner) {
    this.runner = runner;
  }

  /**
   * @param metastore an empty directory
   * @param warehouse what {@code --output} names, as a {@code file://} URI
   */
  static TrinoLake open(Path metastore, String warehouse, String... tables) throws Exception {
    // As in Athena, where days are days of UTC.
    Session session =
        testSessionBuilder()
            .setCatalog(CATALOG)
            .setSchema(SCHEMA)
            .setTimeZoneKey(TimeZoneKey.UTC_KEY)
            .build();
    TrinoLake lake =
        new TrinoLake(DistributedQueryRunner.builder(session).setWorkerCount(0).build());

    try {
      lake.createCatalog(metastore);

      for (String table : tables) {
        lake.register(warehouse, table);
      }

      return lake;
    } catch (RuntimeException e) {
      lake.close();
      throw e;
    }
  }

  /** Looks at tables anew, which others have written to since. */
  void reopen(String warehouse, String... tables) {
    for (String table : tables) {
      query("CALL system.unregister_table('%s', '%s')".formatted(SCHEMA, table));
      register(warehouse, table);
    }
  }

  MaterializedResult query(String sql) {
    return runner.execute(sql);
  }

  /** The answer of a query that has one row of one BIGINT. */
  long number(String sql) {
    return (Long) query(sql).getOnlyValue();
  }

  /** The answer of a query with rows of a text and a BIGINT. */
  Map<String, Long> numbers(String sql) {
    Map<String, Long> numbers = new HashMap<>();

    for (MaterializedRow row : query(sql)) {
      numbers.put((String) row.getField(0), (Long) row.getField(1));
    }

    return numbers;
  }

  /** How many rows Trino took out of files to answer a query: those that pruning left. */
  long rowsRead(String sql) {
    return query(sql).getStatementStats().orElseThrow().getProcessedRows();
  }

  /** What Trino read to answer a query. Files of less than 3 MB it reads whole. */
  Reading reading(String sql) {
    return reading(runner.getDefaultSession(), sql);
  }

  /** What Trino reads of files that are too large to be read whole: footers and columns. */
  Reading readingOfColumns(String sql) {
    return reading(
        Session.builder(runner.getDefaultSession())
            .setCatalogSessionProperty(CATALOG, "parquet_small_file_threshold", "0B")
            .build(),
        sql);
  }

  private Reading reading(Session session, String sql) {
    MaterializedResultWithPlan answer = runner.executeWithPlan(session, sql);
    QueryStats stats =
        runner
            .getCoordinator()
            .getQueryManager()
            .getFullQueryInfo(answer.queryId())
            .getQueryStats();
    long files =
        stats.getOperatorSummaries().stream()
            .filter(operator -> operator.getOperatorType().contains("Scan"))
            .mapToLong(OperatorStats::getTotalDrivers)
            .sum();
    return new Reading(
        files,
        stats.getPhysicalInputDataSize().toBytes(),
        stats.getPhysicalInputPositions(),
        answer.result().getRowCount());
  }

  /**
   * What was read. A file that two parts of a query read counts twice.
   *
   * @param answered the rows of the answer
   */
  record Reading(long files, long bytes, long rows, long answered) {}

  void register(String warehouse, String table) {
    query(
        "CALL system.register_table('%s', '%s', '%s/%s/%s')"
            .formatted(SCHEMA, table, warehouse, SCHEMA, table));
  }

  @Override
  public void close() {
    runner.close();
  }

  private void createCatalog(Path metastore) {
    runner.installPlugin(new IcebergPlugin());
    runner.createCatalog(
        CATALOG,
        "iceberg",
        Map.of(
            "iceberg.catalog.type", "TESTING_FILE_METASTORE",
            "iceberg.register-table-procedure.enabled", "true",
            "hive.metastore.catalog.dir", "local://" + metastore,
            // Or columns that are close in a small file would be read with what is between them.
            "parquet.max-merge-distance", "1kB",
            "fs.local.enabled", "true",
            "local.location", "/"));
    query("CREATE SCHEMA " + SCHEMA);
  }
}
