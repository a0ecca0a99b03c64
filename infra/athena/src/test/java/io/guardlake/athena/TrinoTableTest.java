package io.guardlake.athena;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.quarantine.QuarantineTable;
import io.guardlake.schemas.table.TableColumn;
import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.views.LatestView;
import io.trino.testing.MaterializedResult;
import io.trino.testing.MaterializedRow;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An export, backfilled by the product itself, opens in Trino with the rows that were exported. One
 * table serves all tests; none changes it.
 */
final class TrinoTableTest {
  private static final String BAD_LINE = "{\"id\": not JSON \u00e9";

  @TempDir static Path directory;

  private static Truth truth;
  private static Path badObject;
  private static TrinoLake lake;

  @BeforeAll
  static void backfillAnExport() throws Exception {
    Path root = directory.toRealPath();
    Path export = root.resolve("export");
    String output = "file://" + root.resolve("lake");
    GuardlakeCommand guardlake = GuardlakeCommand.ofThisCheckout(root);
    truth =
        Truth.of(
            guardlake.run(
                ("sandbox generate --findings 3000 --updates 1 --days 5 --per-file 10 --seed 7"
                        + " --out "
                        + export)
                    .split(" ")));
    badObject = putBadObject(export);
    guardlake.run("backfill", "--source", "file://" + export, "--output", output, "--json");
    lake =
        TrinoLake.open(
            Files.createDirectory(root.resolve("metastore")), output, "findings", "quarantine");
    lake.query("CREATE VIEW findings_latest AS " + LatestView.select("findings"));
  }

  @AfterAll
  static void stopTrino() {
    if (lake != null) {
      lake.close();
    }
  }

  @Test
  void hasEachVersionOfEachFindingOnce() {
    assertThat(lake.number("SELECT count(*) FROM findings")).isEqualTo(truth.versions());
    assertThat(
            lake.number(
                """
                SELECT count(DISTINCT (account_id, region, finding_id, updated_at, version_hash))
                FROM findings"""))
        .isEqualTo(truth.versions());
    assertThat(lake.number("SELECT count(DISTINCT (account_id, region, finding_id)) FROM findings"))
        .isEqualTo(truth.distinct());
  }

  @Test
  void hasTheVersionsOfEachBand() {
    assertThat(lake.numbers("SELECT severity, count(*) FROM findings GROUP BY severity"))
        .isEqualTo(truth.versionsByBand());
    assertThat(
            lake.numbers(
                """
                SELECT partition.severity, CAST(sum(record_count) AS bigint)
                FROM "findings$files" GROUP BY 1"""))
        .as("the counts that planning relies on")
        .isEqualTo(truth.versionsByBand());
  }

  @Test
  void latestViewHasEachFindingInItsLatestBand() {
    assertThat(lake.number("SELECT count(*) FROM findings_latest")).isEqualTo(truth.distinct());
    assertThat(lake.numbers("SELECT severity, count(*) FROM findings_latest GROUP BY severity"))
        .isEqualTo(truth.latestByBand());
    assertThat(lake.number("SELECT CAST(sum(version_count) AS bigint) FROM findings_latest"))
        .isEqualTo(truth.versions());
  }

  @Test
  void everyColumnHasTheTypeOfItsDefinition() {
    assertThat(columns("findings")).isEqualTo(definedColumns(FindingsTable.DEFINITION));
    assertThat(columns("quarantine")).isEqualTo(definedColumns(QuarantineTable.DEFINITION));
    Map<String, String> latest = definedColumns(FindingsTable.DEFINITION);
    LatestView.ADDED_COLUMNS.forEach(
        column -> latest.put(column.sqlName(), TrinoTypes.name(column.type())));
    assertThat(columns(LatestView.NAME)).isEqualTo(latest);
  }

  @Test
  void everyCellOfEveryRowCanBeRead() {
    MaterializedResult rows = lake.query("SELECT * FROM findings");
    assertThat(rows.getRowCount()).isEqualTo(truth.versions());
    List<? extends TableColumn> columns = FindingsTable.DEFINITION.columns();

    for (TableColumn column : columns) {
      int position = rows.getColumnNames().indexOf(column.sqlName());
      Stream<Object> cells = rows.getMaterializedRows().stream().map(row -> row.getField(position));

      if (column.required()) {
        assertThat(cells).as(column.sqlName()).doesNotContainNull();
      } else {
        assertThat(cells).as(column.sqlName()).hasSize((int) truth.versions());
      }
    }
  }

  @Test
  void columnsAgreeWithTheLineTheyAreReadFrom() {
    assertThat(
            lake.number(
                """
                SELECT count(*) FROM findings
                WHERE version_hash <> from_big_endian_64(substr(sha256(to_utf8(finding_json)), 1, 8))
                OR json_extract_scalar(finding_json, '$.id') IS DISTINCT FROM finding_id
                OR json_extract_scalar(finding_json, '$.accountId') IS DISTINCT FROM account_id
                OR json_extract_scalar(finding_json, '$.region') IS DISTINCT FROM region
                OR CAST(json_extract_scalar(finding_json, '$.severity') AS double)
                  IS DISTINCT FROM severity_score
                OR CAST(json_extract_scalar(finding_json, '$.service.count') AS bigint)
                  IS DISTINCT FROM occurrences
                OR CAST(from_iso8601_timestamp_nanos(json_extract_scalar(finding_json, '$.updatedAt'))
                  AT TIME ZONE 'UTC' AS timestamp(6)) IS DISTINCT FROM updated_at"""))
        .isZero();
  }

  @Test
  void readsOnlyTheFilesOfABand() {
    String sql = "SELECT max(length(finding_json)) FROM findings";

    assertThat(lake.rowsRead(sql)).isEqualTo(truth.versions());
    assertThat(lake.rowsRead(sql + " WHERE severity = 'CRITICAL'"))
        .isEqualTo(truth.versionsByBand().get("CRITICAL"))
        .isLessThan(truth.versions());
    assertThat(
            lake.number(
                "SELECT count(DISTINCT \"$path\") FROM findings WHERE severity = 'CRITICAL'"))
        .isEqualTo(
            lake.number(
                """
                SELECT count(*) FROM "findings$files" WHERE partition.severity = 'CRITICAL'"""))
        .isLessThan(lake.number("SELECT count(*) FROM \"findings$files\""));
  }

  @Test
  void readsOnlyTheFilesOfADay() {
    Map<String, Long> days =
        lake.numbers("SELECT CAST(date(updated_at) AS varchar), count(*) FROM findings GROUP BY 1");
    assertThat(days).hasSizeGreaterThan(1);

    days.forEach(
        (day, rows) ->
            assertThat(
                    lake.rowsRead(
                        """
                        SELECT max(length(finding_json)) FROM findings
                        WHERE updated_at >= DATE '%1$s' AND updated_at < DATE '%1$s' + INTERVAL '1' DAY"""
                            .formatted(day)))
                .as(day)
                .isEqualTo(rows));
  }

  @Test
  void boundsOfColumnsHideNoRow() {
    Map<String, Long> versions =
        lake.numbers(
            """
            SELECT finding_id, count(*) FROM findings
            GROUP BY finding_id ORDER BY count(*) DESC, finding_id LIMIT 5""");

    versions.forEach(
        (finding, count) ->
            assertThat(
                    lake.number(
                        "SELECT count(*) FROM findings WHERE finding_id = '%s'".formatted(finding)))
                .as(finding)
                .isEqualTo(count));
    assertThat(
            lake.number(
                """
                SELECT count(*) FROM findings WHERE (updated_at, finding_id) IN
                (SELECT max(updated_at), max_by(finding_id, updated_at) FROM findings)"""))
        .isPositive();
  }

  @Test
  void arraysAndMapsCanBeSearched() {
    assertThat(lake.number("SELECT count(*) FROM findings WHERE cardinality(all_ips) > 0"))
        .isPositive();
    assertThat(
            lake.number(
                """
                SELECT count(*) FROM findings
                WHERE all_ips <> array_sort(array_distinct(all_ips))
                OR any_match(all_ips, address -> address IS NULL OR address = '')"""))
        .as("lists that are not distinct, sorted and free of nulls")
        .isZero();
    assertThat(
            lake.number(
                """
                SELECT count(*) FROM findings CROSS JOIN UNNEST(map_keys(resource_tags)) AS tag (name)
                WHERE element_at(resource_tags, name) IS NOT NULL"""))
        .isPositive();
  }

  @Test
  void quarantineHasTheBadLine() {
    MaterializedResult rows =
        lake.query(
            "SELECT source_uri, source_line, from_utf8(bytes), bytes_truncated FROM quarantine");

    assertThat(rows.getRowCount()).isEqualTo(1);
    MaterializedRow row = rows.getMaterializedRows().getFirst();
    assertThat((String) row.getField(0)).endsWith(badObject.getFileName().toString());
    assertThat(row.getField(1)).isEqualTo(1);
    assertThat(row.getField(2)).isEqualTo(BAD_LINE);
    assertThat(row.getField(3)).isEqualTo(false);
  }

  private static Map<String, String> columns(String table) {
    Map<String, String> types = new HashMap<>();

    for (MaterializedRow row :
        lake.query(
            """
            SELECT column_name, data_type FROM information_schema.columns
            WHERE table_schema = CURRENT_SCHEMA AND table_name = '%s'"""
                .formatted(table))) {
      types.put((String) row.getField(0), (String) row.getField(1));
    }

    return types;
  }

  private static Map<String, String> definedColumns(TableDefinition table) {
    Map<String, String> types = new HashMap<>();

    for (TableColumn column : table.columns()) {
      types.put(column.sqlName(), TrinoTypes.name(column.type()));
    }

    return types;
  }

  /** Adds an object of one line that is no finding beside an object of the export. */
  private static Path putBadObject(Path export) throws IOException {
    try (Stream<Path> files = Files.walk(export)) {
      Path object =
          files
              .filter(file -> file.toString().endsWith(".jsonl.gz"))
              .min(Path::compareTo)
              .orElseThrow()
              .resolveSibling("0badf00d-0000-4000-8000-000000000000.jsonl.gz");

      try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(object))) {
        gzip.write((BAD_LINE + "\n").getBytes(StandardCharsets.UTF_8));
      }

      return object;
    }
  }
}
