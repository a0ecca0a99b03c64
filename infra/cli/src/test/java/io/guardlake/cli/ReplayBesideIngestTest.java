package io.guardlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.jobs.config.JobKind;
import io.guardlake.jobs.config.JobSettings;
import io.guardlake.jobs.config.OptionValues;
import io.guardlake.jobs.run.LocalRun;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A replay keeps to the days that are its own. */
@Timeout(300)
class ReplayBesideIngestTest {
  @TempDir private Path directory;

  @Test
  void daysThatARunningIngestOwnsAreLeftToIt() throws Exception {
    LocalDate today = LocalDate.now(Clock.systemUTC());
    BadExport export = new BadExport(directory.resolve("export"));
    Lake lake = new Lake(directory.resolve("lake"));
    export.put("old", BadExport.deep("old", 150));
    export.put(today, "new", BadExport.deep("new", 150));
    Cli.run("backfill", "--source", export.uri(), "--output", lake.uri());

    try (LocalRun ingest = LocalRun.start(ingest(export, lake))) {
      CompletableFuture<Void> ended = CompletableFuture.runAsync(() -> end(ingest));
      export.put(today, "other", BadExport.finding("other"));
      Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> lake.versions() == 1);

      Cli.Result beside = replay(lake);
      ingest.requestStop();
      ended.get(2, TimeUnit.MINUTES);

      assertThat(beside.exitCode()).as(beside.messages()).isEqualTo(3);
      assertThat(beside.output())
          .contains("\"selected\":2,\"replayed\":1,\"stillBad\":0,\"gone\":0,\"left\":1")
          .contains("\"skippedDays\":[\"" + today + "\"]");
    }

    Cli.Result after = replay(lake);
    assertThat(after.exitCode()).as(after.messages()).isZero();
    assertThat(after.output()).contains("\"selected\":1,\"replayed\":1");
    assertThat(lake.versions()).isEqualTo(3);
    assertThat(lake.distinctVersions()).isEqualTo(3);
  }

  private static void end(LocalRun run) {
    try {
      run.await(progress -> {});
    } catch (Exception e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private JobSettings ingest(BadExport export, Lake lake) {
    Map<String, String> options =
        Map.of(
            "source", export.uri(),
            "output", lake.uri(),
            "state", directory.resolve("state").toUri().toString(),
            "bootstrap", "true",
            "poll", "200ms",
            "checkpoint-interval", "500ms",
            "parallelism", "1");
    return JobSettings.of(OptionValues.resolve(JobKind.INGEST, options, Map.of(), Map.of()));
  }

  private static Cli.Result replay(Lake lake) {
    return Cli.run(
        "quarantine",
        "replay",
        "--output",
        lake.uri(),
        "--max-depth",
        "300",
        "--parallelism",
        "1",
        "--json");
  }
}
