package io.guardlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.jobs.table.CatalogSettings;
import io.guardlake.jobs.table.Catalogs;
import io.guardlake.jobs.table.OpenCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drift as its users meet it: in the summary, and in the view. */
class DriftTest {
  private static final String FINDING =
      """
      {"accountId":"111122223333","region":"eu-west-1","id":"f%d","type":"Recon:EC2/Portscan",\
      "severity":5,"updatedAt":"2026-02-0%dT00:00:00.000Z","service":{"count":%s,"q\\u001b[2J":1}}
      """;

  @TempDir private Path directory;
  private Path object;
  private Lake lake;

  @BeforeEach
  void makeExport() throws IOException {
    lake = new Lake(directory.resolve("lake"));
    Path folder =
        Files.createDirectories(
            directory.resolve("export/AWSLogs/111122223333/GuardDuty/eu-west-1/2026/02/05"));
    object = folder.resolve("5c9d2f3e-0a56-4a52-8d1c-7a8c35d4a0a1.jsonl");
    Files.writeString(object, FINDING.formatted(1, 3, "{}") + FINDING.formatted(2, 1, "2"));
  }

  @Test
  void theViewShowsPathAndExample() throws Exception {
    Cli.Result backfill = backfill("--json");

    assertThat(backfill.exitCode()).as(backfill.messages()).isZero();
    assertThat(backfill.output())
        .contains("\"drift\":{\"service.q\\\\u001b[2J\":2,\"service.count\":1}")
        .contains("{\"kind\":\"unexpected_type\",\"path\":\"service.count\",\"occurrences\":1}");

    Cli.Result drift =
        Cli.run("query", "--output", lake.uri(), "--format", "csv", "select * from drift");

    assertThat(drift.output().lines())
        .containsExactlyInAnyOrder(
            "kind,path,occurrences,first_seen_at,last_seen_at,source_uri,source_line",
            "unknown_field,service.q\\u001b[2J,2,2026-02-01T00:00:00,2026-02-03T00:00:00,%s,1"
                .formatted(object.toUri()),
            "unexpected_type,service.count,1,2026-02-03T00:00:00,2026-02-03T00:00:00,%s,1"
                .formatted(object.toUri()));
    assertThat(
            lake.number("SELECT count(*) FROM drift JOIN findings USING (source_uri, source_line)"))
        .as("the example of each path is in findings")
        .isEqualTo(2);
  }

  @Test
  void theSummaryNamesThePaths() {
    Cli.Result backfill = backfill();

    assertThat(backfill.output() + backfill.messages())
        .contains("Unknown field, kept in finding_json only: service.q")
        .contains("(in 2 versions)")
        .contains("A value of an unexpected type, kept in finding_json only: service.count")
        .contains("select * from drift")
        .doesNotContain("\u001b[2J");
  }

  @Test
  void anOutputOfBeforeDriftWasCountedAnswersStill() throws Exception {
    backfill();

    try (OpenCatalog catalog =
        Catalogs.openExisting(
            CatalogSettings.parse(null, lake.uri(), CatalogSettings.DEFAULT_DATABASE))) {
      catalog
          .catalog()
          .dropTable(TableIdentifier.of(CatalogSettings.DEFAULT_DATABASE, "drift_counts"), false);
    }

    assertThat(lake.rows("SELECT * FROM drift")).isEmpty();
    assertThat(lake.versions()).isEqualTo(2);
  }

  private Cli.Result backfill(String... more) {
    String[] arguments = {
      "backfill", "--source", directory.resolve("export").toUri().toString(), "--output", lake.uri()
    };
    String[] all = new String[arguments.length + more.length];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return Cli.run(all);
  }
}
