package io.guardlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guardlake.jobs.table.CatalogSettings;
import io.guardlake.jobs.table.Catalogs;
import io.guardlake.jobs.table.OpenCatalog;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compact as its users meet it. */
class CompactTest {
  private static final String TABLE_ROWS = "SELECT * EXCLUDE (as_of) FROM findings_latest_snapshot";
  private static final String VIEW_ROWS = "SELECT * FROM findings_latest";

  @TempDir private Path directory;
  private Lake lake;

  @BeforeEach
  void fill() {
    lake = new Lake(directory.resolve("lake"));
    String export = directory.resolve("export").toString();
    Cli.run(
        "sandbox",
        "generate",
        "--out",
        export,
        "--findings",
        "300",
        "--updates",
        "2",
        "--seed",
        "4");
    Cli.Result filled = Cli.run("backfill", "--source", "file://" + export, "--output", lake.uri());
    assertThat(filled.exitCode()).as(filled.messages()).isZero();
  }

  @Test
  void theTableOfCurrentStatesIsTheView() throws Exception {
    long versions = lake.versions();
    assertThat(lake.rows(TABLE_ROWS)).isEmpty();

    Cli.Result result = Cli.run("compact", "--output", lake.uri());

    assertThat(result.exitCode()).as(result.messages()).isZero();
    assertThat(result.output()).contains("findings:", "days compacted", "compact finished in");
    assertThat(lake.versions()).isEqualTo(versions);
    assertThat(lake.number("SELECT count(*) FROM findings_latest_snapshot")).isEqualTo(300);
    assertThat(lake.rows(TABLE_ROWS + " EXCEPT ALL " + VIEW_ROWS)).isEmpty();
    assertThat(lake.rows(VIEW_ROWS + " EXCEPT ALL " + TABLE_ROWS)).isEmpty();
    assertThat(lake.number("SELECT count(DISTINCT as_of) FROM findings_latest_snapshot")).isOne();
  }

  @Test
  void theResultIsOneLineOfJson() throws Exception {
    Cli.Result first = Cli.run("compact", "--output", lake.uri(), "--json");
    JsonNode second =
        new ObjectMapper().readTree(Cli.run("compact", "--output", lake.uri(), "--json").output());
    JsonNode findings = new ObjectMapper().readTree(first.output()).get("tables").get(0);

    assertThat(first.output().lines()).hasSize(1);
    assertThat(first.messages()).contains("findings_latest_snapshot: current state committed");
    assertThat(findings.get("table").asText()).isEqualTo("findings");
    assertThat(findings.get("filesAfter").asInt()).isLessThan(findings.get("filesBefore").asInt());
    assertThat(findings.get("daysCompacted").asInt()).isPositive();
    assertThat(second.get("formatVersion").asInt()).isOne();
    assertThat(second.get("daysCompacted").asInt()).isZero();
    assertThat(second.get("tables").get(0).get("daysLeftAlone").asInt())
        .isEqualTo(findings.get("daysCompacted").asInt());
  }

  @Test
  void isRefusedWhileAnotherMachineCompacts() throws Exception {
    try (OpenCatalog catalog =
        Catalogs.open(CatalogSettings.parse(null, lake.uri(), CatalogSettings.DEFAULT_DATABASE))) {
      catalog
          .table("findings")
          .updateProperties()
          .set(
              "guardlake.lease.compact",
              "owner;5;2099-01-01T00:00:00Z;42;1970-01-01T00:00:00Z;elsewhere//")
          .commit();
    }

    Cli.Result result = Cli.run("compact", "--output", lake.uri());

    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(result.messages())
        .contains("process 42 on elsewhere until 2099-01-01T00:00:00Z")
        .doesNotContain("Exception");
  }

  @Test
  void wrongValuesAreSentences() {
    assertThat(Cli.run("compact", "--output", lake.uri(), "--grace", "soon"))
        .satisfies(result -> assertThat(result.exitCode()).isEqualTo(64))
        .satisfies(result -> assertThat(result.messages()).contains("--grace is 'soon'"));
    assertThat(Cli.run("compact", "--output", lake.uri(), "--before", "2099-01-01"))
        .satisfies(result -> assertThat(result.exitCode()).isEqualTo(64))
        .satisfies(result -> assertThat(result.messages()).contains("--before is 2099-01-01"));
    assertThat(Cli.run("compact", "--output", lake.uri(), "--retain", "0"))
        .satisfies(result -> assertThat(result.exitCode()).isEqualTo(64))
        .satisfies(result -> assertThat(result.messages()).contains("--retain is 0"));
    assertThat(Cli.run("compact", "--output", lake.uri() + "/none").exitCode()).isEqualTo(1);
  }
}
