package io.guardlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {
  @TempDir private Path directory;

  @Test
  void generatesBackfillsAndAnswers() {
    String export = directory.resolve("export").toString();
    String output = directory.resolve("lake").toUri().toString();

    Cli.Result generated =
        Cli.run("sandbox", "generate", "--out", export, "--findings", "50", "--updates", "0");
    Cli.Result filled =
        Cli.run("backfill", "--source", "file://" + export, "--output", output, "--json");
    Cli.Result counted =
        Cli.run(
            "query",
            "--output",
            output,
            "--format",
            "csv",
            "select count(*) as n from findings_latest");

    assertThat(generated.output()).contains("\"distinct\":50,", "\"versions\":50,");
    assertThat(filled.exitCode()).as(filled.messages()).isZero();
    assertThat(filled.output().lines()).hasSize(1);
    assertThat(filled.output()).contains("\"findings\":50,\"versionsWritten\":50,");
    assertThat(counted.output().lines()).containsExactly("n", "50");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "ingest",
        "backfill",
        "compact",
        "query",
        "report",
        "erase",
        "sandbox",
        "quarantine"
      })
  void everyCommandHelpsWithAnExample(String command) {
    Cli.Result result = Cli.run(command, "--help");

    assertThat(result.exitCode()).isZero();
    assertThat(result.output()).contains("Usage: guardlake " + command, "Example:");
  }

  @Test
  void generateHelpsWithAnExample() {
    assertThat(Cli.run("sandbox", "generate", "--help").output()).contains("Example:");
  }

  @Test
  void wrongUsageIsASentenceAndExitCode64() {
    Cli.Result result = Cli.run("backfill", "--source", "file:///x", "--nonsense");

    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(result.messages()).contains("--nonsense").contains("guardlake backfill --help");
    assertThat(result.output()).isEmpty();
  }

  @Test
  void aMissingOptionIsASentenceAndExitCode64() {
    Cli.Result result = Cli.run("backfill", "--output", directory.toUri().toString());

    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(result.messages()).startsWith("guardlake: backfill needs --source URI");
  }

  @Test
  void aSourceThatIsNoUriIsRefused() {
    Cli.Result result =
        Cli.run("backfill", "--source", "/tmp/x", "--output", directory.toUri().toString());

    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(result.messages()).contains("file:///tmp/x");
  }

  @Test
  void aMissingOutputIsASentence() {
    Cli.Result result =
        Cli.run("query", "--output", directory.resolve("none").toUri().toString(), "select 1");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.messages()).contains("There is no catalog at").doesNotContain("Exception");
  }

  @Test
  void generateRefusesADirectoryThatIsNotEmpty() throws Exception {
    Files.writeString(directory.resolve("x"), "x");

    Cli.Result result = Cli.run("sandbox", "generate", "--out", directory.toString());

    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(result.messages()).contains("is not empty");
  }
}
