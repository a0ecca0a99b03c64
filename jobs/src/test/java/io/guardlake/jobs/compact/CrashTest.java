package io.guardlake.jobs.compact;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.jobs.table.CatalogSettings;
import io.guardlake.schemas.finding.FindingsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compacts in a JVM of its own that ends, as by SIGKILL, at each step. */
class CrashTest {
  private static final int HALTED = 137;

  @TempDir private Path directory;

  @Test
  void aDeathAtAnyStepLosesAndDoublesNothingAndTheNextCompletes() throws Exception {
    try (CompactRig rig = new CompactRig(directory.resolve("lake"))) {
      List<String> expected = List.of();

      for (CompactStep step : CompactStep.values()) {
        rig.appendFindings(4, 1, 40);
        rig.appendFindings(4, 1, 2);
        expected = afterStep(step, rig.content(FindingsTable.DEFINITION));

        assertThat(diesAt(step)).as("%s: %s", step, log()).isEqualTo(HALTED);
        assertThat(rig.content(FindingsTable.DEFINITION)).as("%s", step).isEqualTo(expected);

        // The dead process's lease does not keep this one out.
        rig.compact();
        assertThat(rig.content(FindingsTable.DEFINITION)).as("%s", step).isEqualTo(expected);
        assertThat(rig.files(FindingsTable.DEFINITION)).as("%s", step).hasSizeLessThanOrEqualTo(6);
      }
    }
  }

  /** The rows that must be there: all, but for those of the old day that one of the steps drops. */
  private static List<String> afterStep(CompactStep step, List<String> rows) {
    if (step != CompactStep.OLD_DAYS_DROPPED) {
      return rows;
    }

    long kept = TimeUnit.DAYS.toMicros(CompactRig.today().minusDays(30).toEpochDay());
    return rows.stream().filter(row -> CompactRig.updatedAt(row) >= kept).toList();
  }

  private int diesAt(CompactStep step) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.add(directory.resolve("lake").toUri().toString());
    command.add(step.name());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  private String log() throws IOException {
    return Files.readString(directory.resolve("log"));
  }

  /** What the other JVM runs. */
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
      CompactStep last = CompactStep.valueOf(arguments[1]);
      Integer retain = last == CompactStep.OLD_DAYS_DROPPED ? 30 : null;
      Compaction.run(
          CompactSettings.of(
              CatalogSettings.parse(null, arguments[0], "guardlake"),
              null,
              retain,
              Duration.ofDays(7)),
          (step, table, done, all) -> {
            if (step == last) {
              Runtime.getRuntime().halt(HALTED);
            }
          });
    }
  }
}
