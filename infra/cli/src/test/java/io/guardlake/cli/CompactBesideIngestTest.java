package io.guardlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.sandbox.generator.DirectoryExport;
import io.guardlake.sandbox.generator.ExportGenerator;
import io.guardlake.sandbox.generator.GeneratorSettings;
import io.guardlake.sandbox.generator.Truth;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ingest and compact as processes beside each other, both killed at random points, with a reader
 * that asks all the while. {@code -Dguardlake.test.kills=50} makes it long.
 */
class CompactBesideIngestTest {
  private static final int KILLS = Integer.getInteger("guardlake.test.kills", 4);

  /** A compaction says about so many lines. */
  private static final int LINES = 9;

  @TempDir private Path directory;
  private final Random random = new Random(KILLS);
  private Lake lake;

  @Test
  void aReaderSeesEveryVersionOnceWhateverIsKilled() throws Exception {
    lake = new Lake(directory.resolve("lake"));
    Truth truth = generate();
    Process ingest = ingest();

    Awaitility.await().atMost(Duration.ofMinutes(2)).until(this::hasRows);

    try (LoopReader reader = new LoopReader(lake)) {
      for (int kill = 1; kill <= KILLS; kill++) {
        killSomewhere(compact());

        if (kill % 2 == 0) {
          ingest.destroyForcibly().waitFor();
          ingest = ingest();
        }
      }

      assertThat(ingest.waitFor(5, TimeUnit.MINUTES)).isTrue();
      assertThat(ingest.exitValue()).as(log("ingest")).isZero();
      Process last = compact();
      last.getInputStream().transferTo(Files.newOutputStream(directory.resolve("compact")));
      assertThat(last.waitFor()).as(log("compact")).isZero();
      assertThat(reader.stop()).isGreaterThan(KILLS);
    }

    assertThat(lake.versions()).isEqualTo(truth.versions());
    assertThat(lake.distinctVersions()).isEqualTo(truth.versions());
    assertThat(lake.latestByBand()).isEqualTo(new TreeMap<>(truth.latestByBand()));
    assertThat(lake.number("SELECT count(*) FROM findings_latest_snapshot"))
        .isEqualTo(lake.number("SELECT count(*) FROM findings_latest"));
  }

  private Truth generate() throws Exception {
    GeneratorSettings settings =
        GeneratorSettings.endingOn(LocalDate.now(Clock.systemUTC()).minusDays(1))
            .withFindings(1_000 + 1_000 * KILLS)
            .withPerFile(2);

    try (DirectoryExport export = DirectoryExport.into(directory.resolve("export"))) {
      return ExportGenerator.generate(settings, export, lines -> {});
    }
  }

  private boolean hasRows() {
    try {
      return lake.versions() > 0;
    } catch (Exception e) {
      // The table is not there yet.
      return false;
    }
  }

  /** Kills a process after some of its lines and a moment. */
  private void killSomewhere(Process process) throws Exception {
    int lines = 1 + random.nextInt(LINES);

    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      List<String> said = new ArrayList<>();

      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        said.add(line);

        if (said.size() == lines) {
          break;
        }
      }

      assertThat(said).noneMatch(line -> line.startsWith("guardlake:"));
      process.waitFor(random.nextInt(1_000), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
    }
  }

  private Process compact() throws IOException {
    return CliProcess.of(List.of("compact", "--output", lake.uri())).start();
  }

  private Process ingest() throws IOException {
    return CliProcess.of(
            List.of(
                "ingest",
                "--source",
                directory.resolve("export").toUri().toString(),
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
                "3s",
                "--parallelism",
                "2"))
        .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("ingest").toFile()))
        .start();
  }

  private String log(String name) throws IOException {
    return Files.exists(directory.resolve(name)) ? Files.readString(directory.resolve(name)) : "";
  }
}
