package io.guardlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
