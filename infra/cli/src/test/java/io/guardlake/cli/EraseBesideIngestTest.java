package io.guardlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Erase while a process ingests the very account, whose findings go on coming. */
class EraseBesideIngestTest {
  private static final String CSV = "account_id,name\n%s,to be erased\n999999999999,other\n";

  @TempDir private Path directory;
  private Lake lake;
  private Path export;
  private String account;
  private long others;
  private Process ingest;

  @BeforeEach
  void fill() throws Exception {
    lake = new Lake(directory.resolve("lake"));
    export = directory.resolve("export");
    Cli.run(
        ("sandbox generate --findings 600 --updates 1 --days 4 --per-file 3 --seed 12 --out "
                + export)
            .split(" "));
    account =
        Export.account(
            Export.read(export).versions().stream()
                .min((a, b) -> Export.account(a).compareTo(Export.account(b)))
                .orElseThrow());
    Lake whole = new Lake(directory.resolve("whole"));
    Cli.run("backfill", "--source", export.toUri().toString(), "--output", whole.uri());
    others = whole.number("SELECT count(*) FROM findings WHERE account_id <> '" + account + "'");
    holdBackEveryOther();
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (ingest != null) {
      ingest.destroyForcibly().waitFor();
    }
  }

  @Test
  void nothingOfTheAccountIsLeftAndNoneOfTheOthersIsMissing() throws Exception {
    Path csv = Files.writeString(directory.resolve("accounts.csv"), CSV.formatted(account));
    importAccounts(csv);
    ingest = ingest();
    Awaitility.await().atMost(Duration.ofMinutes(3)).until(this::hasRowsOfTheAccount);

    Cli.Result erased =
        Cli.run("erase", "--output", lake.uri(), "--account", account, "--expire-snapshots");
    assertThat(erased.exitCode()).as(erased.messages()).isZero();
    bringBack();

    assertThat(ingest.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(ingest.exitValue()).as(Files.readString(directory.resolve("ingest"))).isZero();
    assertNothingIsLeft();

    // Another run over the same export, another backfill and another import bring nothing back.
    ingest = ingest();
    assertThat(ingest.waitFor(5, TimeUnit.MINUTES)).isTrue();
    Cli.run("backfill", "--source", export.toUri().toString(), "--output", lake.uri());
    importAccounts(csv);
    Cli.run("compact", "--output", lake.uri());
    assertNothingIsLeft();
  }

  private void assertNothingIsLeft() throws Exception {
    for (String table :
        List.of("findings", "findings_latest", "findings_latest_snapshot", "accounts")) {
      assertThat(
              lake.number(
                  "SELECT count(*) FROM %s WHERE account_id = '%s'".formatted(table, account)))
          .as(table)
          .isZero();
    }

    assertThat(lake.number("SELECT count(*) FROM accounts")).isOne();
    assertThat(lake.versions()).isEqualTo(others);
    assertThat(lake.distinctVersions()).isEqualTo(others);
  }

  private boolean hasRowsOfTheAccount() {
    try {
      return lake.number("SELECT count(*) FROM findings WHERE account_id = '" + account + "'") > 0;
    } catch (Exception e) {
      // The table is not there yet.
      return false;
    }
  }

  private void importAccounts(Path csv) {
    Cli.Result imported =
        Cli.run("accounts", "import", "--output", lake.uri(), "--csv", csv.toString());
    assertThat(imported.exitCode()).as(imported.messages()).isZero();
  }

  private Process ingest() throws IOException {
    return CliProcess.of(
            List.of(
                "ingest",
                "--source",
                export.toUri().toString(),
                "--output",
                lake.uri(),
                "--state",
                directory.resolve("state").toUri().toString(),
                "--look-back",
                "10d",
                "--poll",
                "200ms",
                "--checkpoint-interval",
                "500ms",
                "--stop-when-idle",
                "10s"))
        .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("ingest").toFile()))
        .start();
  }

  private void holdBackEveryOther() throws IOException {
    List<Path> objects = objects(export);

    for (int i = 0; i < objects.size(); i += 2) {
      move(export, objects.get(i), later());
    }
  }

  private void bringBack() throws IOException {
    for (Path object : objects(later())) {
      move(later(), object, export);
    }
  }

  private Path later() {
    return directory.resolve("later");
  }

  private static void move(Path from, Path object, Path to) throws IOException {
    Path target = to.resolve(from.relativize(object));
    Files.createDirectories(target.getParent());
    Files.move(object, target);
  }

  private static List<Path> objects(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".jsonl.gz")).sorted().toList();
    }
  }
}
