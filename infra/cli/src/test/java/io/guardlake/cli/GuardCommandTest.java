package io.guardlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.jobs.table.CatalogSettings;
import io.guardlake.jobs.table.Catalogs;
import io.guardlake.jobs.table.OpenCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user reads where a run cannot begin, and the exit code that a script sees. */
class GuardCommandTest {
  @TempDir private Path directory;
  private BadExport export;

  @BeforeEach
  void makeExport() throws Exception {
    export = new BadExport(directory.resolve("export"));
    export.put("one", BadExport.finding("f"));
  }

  @Test
  void anOutputThatCannotBeWrittenIsASentence() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));

    assertSentence(
        backfill("--output", file.toUri() + "/lake"), "/file/lake could not be written", "place");
    assertSentence(backfill("--output", "file:///dev/full/lake"), "/dev/full/lake could not be");
  }

  @Test
  void aStateThatCannotBeWrittenIsASentenceBeforeAnythingBegins() {
    String lake = directory.resolve("lake").toUri().toString();

    assertSentence(
        backfill("--output", lake, "--state", "file:///dev/full/state"),
        "/dev/full/state could not be written",
        "Nothing is lost");
    assertThat(directory.resolve("lake")).doesNotExist();
  }

  @Test
  void aCatalogThatIsDownIsASentenceForEveryCommand() {
    String lake = directory.resolve("lake").toUri().toString();
    String down = "rest:http://127.0.0.1:9";
    String wanted = "The catalog rest:http://127.0.0.1:9 of the output";

    assertSentence(backfill("--output", lake, "--catalog", down), wanted, "See that it is up");
    assertSentence(Cli.run("query", "--output", lake, "--catalog", down, "select 1"), wanted, "up");
    assertSentence(Cli.run("compact", "--output", lake, "--catalog", down), wanted, "up");
    assertSentence(
        Cli.run("quarantine", "replay", "--output", lake, "--catalog", down), wanted, "up");
  }

  @Test
  void anOutputOfANewerVersionIsReadAndNotWritten() throws Exception {
    export.put("bad", "nonsense");
    String lake = directory.resolve("lake").toUri().toString();
    backfill("--output", lake);

    try (OpenCatalog catalog =
        Catalogs.openExisting(
            CatalogSettings.parse(null, lake, CatalogSettings.DEFAULT_DATABASE))) {
      catalog
          .table("findings")
          .updateSchema()
          .addColumn("of_a_later_version", Types.StringType.get())
          .commit();
    }

    for (Cli.Result refused :
        List.of(
            backfill("--output", lake),
            Cli.run("compact", "--output", lake),
            Cli.run("quarantine", "replay", "--output", lake))) {
      assertThat(refused.exitCode()).as(refused.messages()).isEqualTo(64);
      assertThat(refused.messages())
          .contains("of_a_later_version", "A newer version made them; use that one");
    }

    Cli.Result read =
        Cli.run("query", "--output", lake, "--format", "csv", "select count(*) from findings");
    assertThat(read.exitCode()).as(read.messages()).isZero();
    assertThat(read.output()).contains("1");
  }

  private Cli.Result backfill(String... more) {
    List<String> arguments = new ArrayList<>(List.of("backfill", "--source", export.uri()));
    arguments.addAll(List.of(more));
    return Cli.run(arguments.toArray(String[]::new));
  }

  private static void assertSentence(Cli.Result result, String... parts) {
    assertThat(result.exitCode()).as(result.messages()).isEqualTo(1);
    assertThat(result.output()).isEmpty();
    assertThat(result.messages())
        .startsWith("guardlake: ")
        .contains(parts)
        .doesNotContain("Exception:", "\tat ")
        .hasLineCount(1);
  }
}
