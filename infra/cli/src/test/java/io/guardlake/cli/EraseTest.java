package io.guardlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Erase as its users meet it. */
class EraseTest {
  @TempDir private Path directory;
  private Lake lake;
  private String export;

  @BeforeEach
  void fill() {
    lake = new Lake(directory.resolve("lake"));
    export = "file://" + directory.resolve("export");
    Cli.run(
        "sandbox",
        "generate",
        "--out",
        directory.resolve("export").toString(),
        "--findings",
        "200",
        "--updates",
        "1",
        "--seed",
        "6");
    assertThat(backfill()).contains("\"erased\":0");
  }

  @Test
  void anAccountThatWasErasedNeverComesBack() throws Exception {
    String account =
        (String)
            lake.rows(
                    "SELECT account_id FROM findings GROUP BY account_id ORDER BY count(*) DESC LIMIT 1")
                .get(0)
                .get(0);
    String of = " FROM findings WHERE account_id = '" + account + "'";
    long erased = lake.number("SELECT count(*)" + of);
    long others = lake.versions() - erased;

    Cli.Result dry = erase("--account", account, "--dry-run");
    assertThat(dry.output()).contains("Would erase account " + account);
    assertThat(lake.versions()).isEqualTo(erased + others);

    Cli.Result result = erase("--account", account, "--expire-snapshots", "--json");
    JsonNode json = new ObjectMapper().readTree(result.output());
    assertThat(result.exitCode()).as(result.messages()).isZero();
    assertThat(json.get("formatVersion").asInt()).isOne();
    assertThat(json.get("tables").get(0).get("rows").asLong()).isEqualTo(erased).isPositive();
    assertThat(json.get("remains").toString()).contains("rm -r -- ", "/" + account + "/GuardDuty/");
    assertThat(lake.versions()).isEqualTo(others);
    assertThat(lake.rows("SELECT kind, id FROM erased").toString()).contains(account);

    JsonNode again = new ObjectMapper().readTree(backfill());
    assertThat(again.get("erased").asLong()).isGreaterThanOrEqualTo(erased);
    assertThat(again.get("versionsWritten").asLong()).isZero();
    assertThat(again.get("findings").asLong())
        .isEqualTo(again.get("duplicatesDropped").asLong())
        .isPositive();
    Cli.run("compact", "--output", lake.uri());
    assertThat(lake.number("SELECT count(*)" + of)).isZero();
    assertThat(
            lake.number(
                "SELECT count(*) FROM findings_latest_snapshot WHERE account_id = '"
                    + account
                    + "'"))
        .isZero();
    assertThat(lake.versions()).isEqualTo(others);
  }

  @Test
  void aFindingIsErasedWithASentenceOnWhatRemains() throws Exception {
    String finding = (String) lake.rows("SELECT finding_id FROM findings LIMIT 1").get(0).get(0);

    Cli.Result result = erase("--finding", finding);

    assertThat(result.exitCode()).as(result.messages()).isZero();
    assertThat(result.output())
        .contains("Erased finding " + finding, "What remains elsewhere", "--expire-snapshots");
    assertThat(lake.number("SELECT count(*) FROM findings WHERE finding_id = '" + finding + "'"))
        .isZero();
  }

  @Test
  void wrongUsageIsASentence() {
    assertThat(erase().exitCode()).isEqualTo(64);
    assertThat(erase("--account", "12345").messages()).contains("twelve digits");
    assertThat(erase("--account", "12345").exitCode()).isEqualTo(64);
    assertThat(erase("--account", "111122223333", "--finding", "abcdefgh").exitCode())
        .isEqualTo(64);
  }

  private Cli.Result erase(String... more) {
    String[] arguments = new String[more.length + 3];
    arguments[0] = "erase";
    arguments[1] = "--output";
    arguments[2] = lake.uri();
    System.arraycopy(more, 0, arguments, 3, more.length);
    return Cli.run(arguments);
  }

  private String backfill() {
    Cli.Result filled = Cli.run("backfill", "--source", export, "--output", lake.uri(), "--json");
    assertThat(filled.exitCode()).as(filled.messages()).isZero();
    return filled.output();
  }
}
