package io.guardlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Spoilt lines and objects through the whole pipeline: {@code -Dguardlake.hostile.lines=100000} for
 * the whole of it, 4,000 otherwise.
 */
@Timeout(1200)
class HostileInputTest {
  private static final int LINES = Integer.getInteger("guardlake.hostile.lines", 4_000);
  private static final int LINES_AN_OBJECT_OF_NOISE = 25;
  private static final long SEED = Long.getLong("guardlake.seed", 20260203L);
  private static final long MOST_GROWTH = 40L << 20;

  @TempDir private Path directory;

  @Test
  void everyLineIsAFindingOrInQuarantineAndMemoryDoesNotGrow() throws Exception {
    BadExport warmUp = new BadExport(directory.resolve("warm-up"));
    BadExport whole = new BadExport(directory.resolve("export"));
    HostileExport small = new HostileExport(warmUp, ~SEED);
    HostileExport hostile = new HostileExport(whole, SEED);
    small.addLines(LINES / 10);
    small.addObjects(LINES / LINES_AN_OBJECT_OF_NOISE / 10);
    hostile.addLines(LINES);
    hostile.addObjects(LINES / LINES_AN_OBJECT_OF_NOISE);
    Lake lake = new Lake(directory.resolve("lake"));

    JsonNode result = run(warmUp, whole, lake);

    String seed = "seed " + SEED + ": " + result;
    assertThat(result.get("findings").asLong()).as(seed).isPositive();
    assertThat(result.get("findings").asLong() + result.get("quarantined").asLong())
        .as(seed)
        .isEqualTo(hostile.rows());
    assertThat(result.get("after").asLong() - result.get("before").asLong())
        .as(seed)
        .isLessThan(MOST_GROWTH);
    assertThat(lake.number("SELECT count(*) FROM quarantine"))
        .as(seed)
        .isEqualTo(result.get("quarantined").asLong());
    assertThat(lake.number("SELECT count(*) FROM quarantine WHERE reason = 'broken_gzip'"))
        .as(seed)
        .isEqualTo(hostile.broken());
    assertThat(lake.distinctVersions()).isEqualTo(lake.versions());
    assertThat(fileNames())
        .as("files are never named by what a finding says")
        .allMatch(name -> name.matches("[A-Za-z0-9._=-]+"));
  }

  private JsonNode run(BadExport warmUp, BadExport whole, Lake lake) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("guardlake.jvm.opens").split(" ")));
    command.addAll(List.of("-Xmx400m", "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(HostileProgram.class.getName());
    command.addAll(List.of(warmUp.uri(), whole.uri()));
    command.addAll(List.of(directory.resolve("warm-lake").toUri().toString(), lake.uri()));
    File output = directory.resolve("output").toFile();
    File errors = directory.resolve("errors").toFile();
    Process process =
        new ProcessBuilder(command).redirectOutput(output).redirectError(errors).start();
    boolean ended = process.waitFor(18, TimeUnit.MINUTES);
    process.destroyForcibly();
    String said = Files.readString(output.toPath()) + Files.readString(errors.toPath());
    assertThat(ended).as(said).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return new ObjectMapper().readTree(Files.readString(output.toPath()));
  }

  private List<String> fileNames() throws Exception {
    try (Stream<Path> files = Files.walk(directory.resolve("lake"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
