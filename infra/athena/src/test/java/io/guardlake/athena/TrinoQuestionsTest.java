package io.guardlake.athena;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.guardlake.athena.TrinoLake.Reading;
import io.guardlake.schemas.athena.AthenaDdl;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.queries.BoundQuery;
import io.guardlake.schemas.queries.QueryParameter;
import io.guardlake.schemas.queries.SavedQueries;
import io.guardlake.schemas.queries.SavedQuery;
import io.guardlake.schemas.views.View;
import io.guardlake.schemas.views.Views;
import io.trino.testing.MaterializedRow;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every view, made by the very statements that {@code guardlake ddl} prints, and every saved query,
 * in Trino and in DuckDB; before and after compaction.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TrinoQuestionsTest {
  private static final String[] TABLES = {"findings", "quarantine", "drift_counts", "accounts"};

  @TempDir private static Path root;

  private static GuardlakeCommand guardlake;
  private static String output;
  private static Truth truth;
  private static TrinoLake trino;
  private static DuckLake duck;
  private static Picks picks;

  @BeforeAll
  static void fill() throws Exception {
    Path export = root.resolve("export");
    output = "file://" + root.resolve("lake");
    guardlake = GuardlakeCommand.ofThisCheckout(Files.createDirectory(root.resolve("logs")));
    truth =
        Truth.of(
            guardlake.run(
                ("sandbox generate --findings 1500 --updates 1 --days 12 --per-file 40 --seed 5"
                        + " --out "
                        + export)
                    .split(" ")));
    Path csv =
        Files.writeString(
            root.resolve("accounts.csv"),
            "account_id,name,ou_path,state,tag:team\n"
                + account(export)
                + ",web-prod,Root/Prod,ACTIVE,web\n999999999999,silent,Root,ACTIVE,\n");
    putDriftingObject(export);
    guardlake.run("backfill", "--source", "file://" + export, "--output", output, "--json");
    guardlake.run("accounts", "import", "--output", output, "--csv", csv.toString(), "--json");
    trino = TrinoLake.open(Files.createDirectory(root.resolve("metastore")), output, TABLES);
    trino.register(output, "quarantine_settled");
    AthenaDdl.views("guardlake").forEach(trino::query);
    duck = DuckLake.open(trino, TABLES);
    picks = Picks.of(trino);
  }

  @AfterAll
  static void stop() throws Exception {
    if (duck != null) {
      duck.close();
    }

    if (trino != null) {
      trino.close();
    }
  }

  @Test
  @Order(1)
  void viewsShowTheSameInBothEngines() throws Exception {
    for (View view : Views.all()) {
      List<String> rows = sorted(rows("SELECT * FROM " + view.name()));

      assertThat(rows).as(view.name()).isNotEmpty();
      assertThat(rows)
          .as(view.name())
          .isEqualTo(sorted(duck.query("SELECT * FROM " + view.name())));
    }

    assertThat(trino.number("SELECT count(*) FROM findings_with_accounts"))
        .isEqualTo(trino.number("SELECT count(*) FROM findings_latest"));
    assertThat(trino.number("SELECT count(*) FROM findings_ocsf")).isEqualTo(truth.versions() + 1);
    assertThat(rows("SELECT kind, path, occurrences FROM drift"))
        .containsExactly("unknown_field | colour | 1 | ");
  }

  @Test
  @Order(2)
  void savedQueriesAnswerTheSameInBothEngines() throws Exception {
    for (SavedQuery query : SavedQueries.all()) {
      BoundQuery bound = picks.bind(query, Map.of());
      List<String> rows;
      List<String> expected;
      LocalDate day;

      do {
        day = LocalDate.now(ZoneOffset.UTC);
        rows = rows(bound.literalText());
        expected = duck.query(bound);
      } while (!day.equals(LocalDate.now(ZoneOffset.UTC)));

      assertThat(rows).as(query.name()).isNotEmpty();
      assertThat(rows).as(query.name()).isEqualTo(expected);
    }
  }

  @Test
  @Order(3)
  void savedQueriesReadOnlyTheFilesOfTheirDays() {
    assertThatOnlyFilesOfTheirDaysAreRead();
  }

  @Test
  @Order(4)
  void criticalFindingsDoNotCostTheWideColumnsOfOthers() {
    BoundQuery query =
        picks.bind(SavedQueries.named("critical_recent").orElseThrow(), Map.of("days", "400"));
    long all = trino.number("SELECT count(*) FROM \"findings$files\"");
    long critical =
        trino.number(
            "SELECT count(*) FROM \"findings$files\" WHERE partition.severity = 'CRITICAL'");

    assertThat(critical).isLessThan(all);
    assertThat(trino.reading(query.literalText()).files())
        .as("all files for the newest versions, the critical ones for the rest, one of accounts")
        .isEqualTo(all + critical + 1);
  }

  @Test
  @Order(5)
  void theSnapshotTableIsTheViewAndAnswersStayAfterCompaction() throws Exception {
    Map<String, List<String>> before = answers();
    JsonNode summary = guardlake.run("compact", "--output", output, "--json");
    trino.reopen(output, TABLES);
    trino.query(
        "CALL system.register_table('guardlake', 'findings_latest_snapshot', '%s/guardlake/findings_latest_snapshot')"
            .formatted(output));
    String columns =
        String.join(", ", trino.query("SELECT * FROM findings_latest").getColumnNames());

    assertThat(summary.at("/tables/0/filesAfter").asLong())
        .isLessThan(summary.at("/tables/0/filesBefore").asLong());
    assertThat(sorted(rows("SELECT %s FROM findings_latest_snapshot".formatted(columns))))
        .isEqualTo(sorted(rows("SELECT %s FROM findings_latest".formatted(columns))));
    assertThat(answers()).isEqualTo(before);
  }

  @Test
  @Order(6)
  void compactedTheyReadOnlyTheFilesOfTheirDaysToo() {
    assertThatOnlyFilesOfTheirDaysAreRead();
  }

  /**
   * Ingest and compact count what is null in a file, so that those without a value are left out.
   */
  @Test
  @Order(7)
  void whatFewFindingsHaveIsLookedForInTheirFilesAlone() {
    Map<String, FindingColumn> columns =
        Map.of(
            "attack_sequences", FindingColumn.SEQUENCE_UID,
            "rds_login_after_failures", FindingColumn.RDS_USER);

    columns.forEach(
        (name, column) -> {
          Size with =
              size(
                  "element_at(value_counts, %1$d) > element_at(null_value_counts, %1$d)"
                      .formatted(column.fieldId()));
          assertThat(with.files())
              .as("files with %s", column.sqlName())
              .isPositive()
              .isLessThan(size("true").files());
          assertThatLittleIsRead(name, Map.of("days", "30"), with);
        });
  }

  /**
   * Of each saved query, for yesterday and today alone, or for what holds no finding where it asks
   * in another way. The always-right views read all there is, and are not asked here.
   */
  private static void assertThatOnlyFilesOfTheirDaysAreRead() {
    Size days = size("partition.updated_at_day >= date_add('day', -1, current_date)");
    Size all = size("true");
    assertThat(days.files()).isPositive().isLessThan(all.files() / 2);

    for (SavedQuery query : SavedQueries.all()) {
      Map<String, String> given = new TreeMap<>();

      for (QueryParameter parameter : query.parameters()) {
        switch (parameter.name()) {
          case "days" -> given.put("days", "1");
          case "history" -> given.put("history", "0");
          case "since" -> given.put("since", LocalDate.now(ZoneOffset.UTC).minusDays(1).toString());
          case "month" -> given.put("month", "2020-01-01");
          default -> {
            // What it is about does not matter here.
          }
        }
      }

      assertThat(given).as("%s can be asked about days", query.name()).isNotEmpty();
      assertThatLittleIsRead(
          query.name(), given, given.containsKey("month") ? new Size(0, 0, 0) : days);
    }
  }

  /** That a query reads no more than some files of findings, as often as it names them. */
  private static void assertThatLittleIsRead(String name, Map<String, String> given, Size files) {
    SavedQuery query = SavedQueries.named(name).orElseThrow();
    String sql = picks.bind(query, given).literalText();
    Reading reading = trino.reading(sql);
    long scans = scansOfFindings(sql);
    Size accounts = size("accounts", "true");

    // A scan that has nothing to read counts as one file, of no rows and no bytes.
    assertThat(reading.files())
        .as("files of %s", name)
        .isLessThanOrEqualTo(scans * Math.max(1, files.files()) + accounts.files());
    assertThat(reading.rows())
        .as("rows of %s", name)
        .isLessThanOrEqualTo(scans * files.rows() + accounts.rows());
    assertThat(reading.bytes())
        .as("bytes of %s", name)
        .isLessThanOrEqualTo(scans * files.bytes() + accounts.bytes());
  }

  /** How often Trino scans findings for a query: it reads a part that is named twice, twice. */
  private static long scansOfFindings(String sql) {
    String plan = (String) trino.query("EXPLAIN " + sql).getOnlyValue();
    return plan.split("guardlake[.]findings[$]data", -1).length - 1L;
  }

  private static Size size(String where) {
    return size("findings", where);
  }

  private static Size size(String table, String where) {
    MaterializedRow row =
        trino
            .query(
                """
                SELECT count(*), coalesce(CAST(sum(file_size_in_bytes) AS bigint), 0),
                  coalesce(CAST(sum(record_count) AS bigint), 0)
                FROM "%s$files" WHERE %s\
                """
                    .formatted(table, where))
            .getMaterializedRows()
            .get(0);
    return new Size((Long) row.getField(0), (Long) row.getField(1), (Long) row.getField(2));
  }

  /** How much some files of a table are. */
  private record Size(long files, long bytes, long rows) {}

  private static Map<String, List<String>> answers() throws Exception {
    Map<String, List<String>> answers = new TreeMap<>();

    for (SavedQuery query : SavedQueries.all()) {
      answers.put(query.name(), rows(picks.bind(query, Map.of()).literalText()));
    }

    return answers;
  }

  private static List<String> rows(String sql) throws Exception {
    List<String> rows = new ArrayList<>();

    for (MaterializedRow row : trino.query(sql)) {
      rows.add(Cells.text(row.getFields()));
    }

    return rows;
  }

  private static List<String> sorted(List<String> rows) {
    Collections.sort(rows);
    return rows;
  }

  private static String account(Path export) throws Exception {
    try (Stream<Path> accounts = Files.list(export.resolve("AWSLogs"))) {
      return accounts
          .map(path -> path.getFileName().toString())
          .min(String::compareTo)
          .orElseThrow();
    }
  }

  /**
   * Adds an object of one finding with a field that no model knows, and of one line that is none,
   * so that there is drift and quarantine.
   */
  private static void putDriftingObject(Path export) throws Exception {
    LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(1);
    String account = account(export);
    Path object =
        export.resolve(
            "AWSLogs/%s/GuardDuty/eu-west-1/%s/0badf00d-0000-4000-8000-000000000000.jsonl.gz"
                .formatted(account, day.toString().replace('-', '/')));
    Files.createDirectories(object.getParent());
    String line =
        """
        {"id":"0badf00d","accountId":"%s","region":"eu-west-1","type":"Recon:EC2/Portscan","severity":2,\
        "updatedAt":"%sT00:00:00.000Z","colour":"red","resource":{},"service":{}}
        """
            .formatted(account, day);

    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(object))) {
      out.write((line + "not JSON\n").getBytes(StandardCharsets.UTF_8));
    }
  }
}
