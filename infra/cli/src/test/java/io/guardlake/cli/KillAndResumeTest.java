package io.guardlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.sandbox.generator.DirectoryExport;
import io.guardlake.sandbox.generator.ExportGenerator;
import io.guardlake.sandbox.generator.GeneratorSettings;
import io.guardlake.sandbox.generator.Truth;
import java.io.File;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own, killed in the middle and started again. */
class KillAndResumeTest {
  private static final int KILLS = 3;

  @TempDir private Path directory;

  @Test
  void nothingIsLostOrDoubledByKillsInTheMiddle() throws Exception {
    GeneratorSettings settings =
        GeneratorSettings.endingOn(LocalDate.now(Clock.systemUTC()).minusDays(1))
            .withFindings(6_000)
            .withPerFile(2);
    Truth truth;

    try (DirectoryExport export = DirectoryExport.into(directory.resolve("export"))) {
      truth = ExportGenerator.generate(settings, export, lines -> {});
    }

    Lake lake = new Lake(directory.resolve("lake"));

    for (int kill = 1; kill <= KILLS; kill++) {
      long files = parquetFiles();
      List<Path> checkpoints = checkpoints();
      Process process = start(lake);
      // Once with files that no checkpoint has yet, and then with state to go on from.
      boolean inTheFirst = kill == 1;
      Awaitility.await()
          .pollInterval(Duration.ofMillis(20))
          .atMost(Duration.ofMinutes(2))
          .until(
              () ->
                  !process.isAlive()
                      || (inTheFirst
                          ? parquetFiles() > files
                          : !checkpoints.containsAll(checkpoints())));
      assertThat(process.isAlive()).as("killed before its end, kill %s", kill).isTrue();
      process.destroyForcibly().waitFor();
    }

    assertThat(checkpoints()).as("there is state to go on from").isNotEmpty();
    Process last = start(lake);
    boolean ended = last.waitFor(3, TimeUnit.MINUTES);
    String threads = ended ? "" : threads(last);
    last.destroyForcibly();
    assertThat(ended).as("the last run ends by itself: %s%n%s", log(), threads).isTrue();
    assertThat(last.exitValue()).as(log()).isZero();
    assertThat(log())
        .as("the last two went on from a checkpoint")
        .containsPattern("(?s)(starts from file:.*){2}");

    assertThat(lake.versions()).isEqualTo(truth.versions());
    assertThat(lake.distinctVersions()).isEqualTo(truth.versions());
    assertThat(lake.latestByBand()).isEqualTo(new TreeMap<>(truth.latestByBand()));
  }

  private Process start(Lake lake) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("guardlake.jvm.opens").split(" ")));
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:+ExitOnOutOfMemoryError",
            "-cp",
            System.getProperty("java.class.path")));
    command.add(Guardlake.class.getName());
    command.addAll(
        List.of(
            "--verbose",
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
            "300ms",
            "--stop-when-idle",
            "2s",
            "--parallelism",
            "2",
            "--json"));
    File log = directory.resolve("log").toFile();
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .start();
  }

  /** What a process that does not end is at. */
  private String threads(Process process) throws Exception {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "jstack");
    File dump = directory.resolve("threads").toFile();
    new ProcessBuilder(tool.toString(), "-l", String.valueOf(process.pid()))
        .redirectErrorStream(true)
        .redirectOutput(dump)
        .start()
        .waitFor(1, TimeUnit.MINUTES);
    return Files.readString(dump.toPath());
  }

  private String log() throws Exception {
    return Files.readString(directory.resolve("log"));
  }

  /** The complete checkpoints there are. */
  private List<Path> checkpoints() throws Exception {
    Path state = directory.resolve("state");

    if (!Files.exists(state)) {
      return List.of();
    }

    try (Stream<Path> files = Files.walk(state)) {
      return files.filter(file -> file.endsWith("_metadata")).toList();
    } catch (UncheckedIOException e) {
      // An older one was deleted while we looked.
      return checkpoints();
    }
  }

  private long parquetFiles() throws Exception {
    Path data = directory.resolve("lake/guardlake/findings/data");

    if (!Files.exists(data)) {
      return 0;
    }

    try (Stream<Path> files = Files.walk(data)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).count();
    }
  }
}
