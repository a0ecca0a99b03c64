package io.guardlake.athena;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.guardlake.athena.TrinoLake.Reading;
import io.guardlake.schemas.queries.SavedQueries;
import io.guardlake.schemas.queries.SavedQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures what each saved query reads over 90 generated days: of the raw export, of the table as
 * ingest left it, and after compaction, small files whole and columns alone. It is not named as a
 * test is, so it runs only when asked for, and prints the rows of the table in docs/performance.md.
 */
class CostTable {
  private static final String[] TABLES = {"findings", "drift_counts", "accounts"};
  private static final String FINDINGS = System.getProperty("guardlake.cost.findings", "8000");

  @TempDir private static Path root;

  @Test
  void printsWhatSavedQueriesRead() throws Exception {
    Path export = root.resolve("export");
    String output = "file://" + root.resolve("lake");
    GuardlakeCommand guardlake =
        GuardlakeCommand.ofThisCheckout(Files.createDirectory(root.resolve("logs")));
    JsonNode truth =
        guardlake.run(
            ("sandbox generate --updates 1 --days 90 --seed 7 --findings "
                    + FINDINGS
                    + " --out "
                    + export)
                .split(" "));
    guardlake.run("backfill", "--source", "file://" + export, "--output", output, "--json");
    StringBuilder page = new StringBuilder();

    try (TrinoLake trino =
        TrinoLake.open(Files.createDirectory(root.resolve("metastore")), output, TABLES)) {
      Picks picks = Picks.of(trino);
      Map<String, Reading> before = readings(picks, trino::reading);
      guardlake.run("compact", "--output", output, "--json");
      trino.reopen(output, TABLES);
      Map<String, Reading> after = readings(picks, trino::reading);
      Map<String, Reading> columns = readings(picks, trino::readingOfColumns);
      Reading raw = raw(export, truth);

      for (SavedQuery query : SavedQueries.all()) {
        page.append(
            "| `%s` | %s | %s | %s | %.1f MB |%n"
                .formatted(
                    query.name(),
                    text(raw),
                    text(before.get(query.name())),
                    text(after.get(query.name())),
                    columns.get(query.name()).bytes() / 1e6));
        assertThat(after.get(query.name()).answered())
            .isEqualTo(before.get(query.name()).answered());
      }
    }

    Files.writeString(Path.of("target", "cost-table.md"), page);
    System.out.println(page);
  }

  /**
   * The table that AWS's documentation makes over an export has no partitions, so every query reads
   * all of it; DuckDB reads the same files, which shows that this is what there is to read.
   */
  private static Reading raw(Path export, JsonNode truth) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet lines =
            statement.executeQuery(
                "SELECT count(*) FROM read_csv('%s/**/*.jsonl.gz', delim = '\\1', quote = '', escape = '', header = false, columns = {'line': 'VARCHAR'}, max_line_size = 16777216)"
                    .formatted(export))) {
      lines.next();
      assertThat(lines.getLong(1)).isEqualTo(truth.required("lines").asLong());
    }

    return new Reading(
        truth.required("files").asLong(),
        truth.required("bytes").asLong(),
        truth.required("lines").asLong(),
        0);
  }

  private static Map<String, Reading> readings(Picks picks, Function<String, Reading> trino) {
    Map<String, Reading> readings = new LinkedHashMap<>();

    for (SavedQuery query : SavedQueries.all()) {
      readings.put(query.name(), trino.apply(picks.bind(query, Map.of()).literalText()));
    }

    return readings;
  }

  private static String text(Reading reading) {
    return "%,d files, %.1f MB".formatted(reading.files(), reading.bytes() / 1e6);
  }
}
