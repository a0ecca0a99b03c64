package io.guardlake.cli;

import io.guardlake.jobs.config.JobKind;
import io.guardlake.jobs.config.JobSettings;
import io.guardlake.jobs.config.OptionValues;
import io.guardlake.jobs.run.LocalRun;
import io.guardlake.jobs.run.RunProgress;
import io.guardlake.jobs.run.RunSummary;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;

/**
 * Backfills two exports one after the other in a JVM of its own, and says as JSON how much memory
 * was in use after each, and what the second gave. Ends with code 9 where nothing moves.
 */
final class HostileProgram {
  private static final Duration STALLED = Duration.ofMinutes(3);

  private HostileProgram() {}

  /** Arguments: the first export, the second, the first output, the second, all as URIs. */
  public static void main(String[] arguments) throws Exception {
    backfill(arguments[0], arguments[2]);
    long before = used();
    RunSummary summary = backfill(arguments[1], arguments[3]);
    long after = used();
    System.out.printf(
        "{\"before\":%d,\"after\":%d,\"findings\":%d,\"quarantined\":%d,\"objects\":%d,\"rawBytes\":%d,\"seconds\":%.1f}%n",
        before,
        after,
        summary.findings(),
        summary.quarantined(),
        summary.objects(),
        summary.rawBytes(),
        summary.seconds());
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  private static RunSummary backfill(String source, String output) throws Exception {
    Map<String, String> options =
        Map.of("source", source, "output", output, "parallelism", "2", "checkpoint-interval", "2s");

    try (LocalRun run =
        LocalRun.start(
            JobSettings.of(OptionValues.resolve(JobKind.BACKFILL, options, Map.of(), Map.of())))) {
      return run.await(new Watchdog()::look);
    }
  }

  private static long used() throws InterruptedException {
    long least = Long.MAX_VALUE;

    for (int i = 0; i < 5; i++) {
      System.gc();
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    return least;
  }

  /** Ends the process where the run does not go on. */
  private static final class Watchdog {
    private RunProgress last;
    private long since = System.nanoTime();

    void look(RunProgress progress) {
      if (!progress.equals(last)) {
        last = progress;
        since = System.nanoTime();
      } else if (System.nanoTime() - since > STALLED.toNanos()) {
        System.out.println("stalled at " + progress);
        Runtime.getRuntime().halt(9);
      }
    }
  }
}
