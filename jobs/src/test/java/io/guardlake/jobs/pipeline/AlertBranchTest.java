package io.guardlake.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guardlake.jobs.config.JobSettings;
import io.guardlake.jobs.table.TableIdentities;
import io.guardlake.sandbox.generator.ExportGenerator;
import io.guardlake.sandbox.generator.GeneratorSettings;
import io.guardlake.sandbox.generator.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertBranchTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir private Path directory;

  @Test
  void findingsReachWhereAlertsBranchOffWithoutACheckpointOrAFile() throws Exception {
    JobSettings settings =
        AlertBranch.settings(
            Map.of(
                "source",
                directory.resolve("export").toUri().toString(),
                "output",
                directory.resolve("lake").toUri().toString(),
                "state",
                directory.resolve("state").toUri().toString(),
                "parallelism",
                "2",
                "poll",
                "200ms",
                "checkpoint-interval",
                "24h"));
    Files.createDirectories(directory.resolve("export"));

    try (AlertBranch branch = AlertBranch.start(settings)) {
      Truth before = write(1);
      await().atMost(LONG).until(() -> branch.arrivals().size() == before.versions());
      // What comes while the job runs, too.
      Truth after = write(2);
      await()
          .atMost(LONG)
          .until(() -> branch.arrivals().size() == before.versions() + after.versions());

      assertThat(branch.checkpoints()).isZero();
      assertThat(TableIdentities.all(Pipeline.catalog(settings)).parts()).isEmpty();
      assertThat(branch.arrivals()).extracting(AlertBranch.Arrival::findingId).doesNotContainNull();
    }
  }

  private Truth write(long seed) throws Exception {
    return ExportGenerator.generate(
        GeneratorSettings.endingOn(LocalDate.now(Clock.systemUTC()))
            .withDays(1)
            .withFindings(20)
            .withAccounts(1)
            .withSeed(seed),
        this::put,
        lines -> {});
  }

  /** Written elsewhere and moved, so that no listing sees half of a file. */
  private void put(String key, byte[] content, Instant exportedAt) throws IOException {
    Path whole = Files.write(directory.resolve("whole"), content);
    Files.setLastModifiedTime(whole, FileTime.from(exportedAt));
    Path file = directory.resolve("export").resolve(key);
    Files.createDirectories(file.getParent());
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
