package io.guardlake.chaos;

import java.util.ArrayList;
import java.util.List;

/**
 * A job that runs beside the ingest, or after it, and ends by itself.
 *
 * @param command the command of {@code guardlake}
 * @param options beside those that say where everything is
 */
record JobBeside(String name, String command, Yield yield, List<String> options) {
  /** Whether it may have to give way to an ingest. */
  enum Yield {
    NEVER,
    /** An ingest that begins takes its days, and it ends with a refusal. */
    TO_INGEST
  }

  JobBeside {
    options = List.copyOf(options);
  }

  static List<JobBeside> all(Plan plan) {
    return List.of(compact(), backfillOfOldDays(plan), backfillOfAllDays());
  }

  static JobBeside compact() {
    return new JobBeside("compact", "compact", Yield.NEVER, List.of());
  }

  /** A backfill of the days that ingest never reads. */
  static JobBeside backfillOfOldDays(Plan plan) {
    return new JobBeside(
        "backfill",
        "backfill",
        Yield.NEVER,
        List.of("--to", new ExportPlan(plan).lastOldDay().toString(), "--parallelism", "2"));
  }

  /** A backfill of everything, which leaves to an ingest what that has. */
  static JobBeside backfillOfAllDays() {
    return new JobBeside(
        "backfill-all", "backfill", Yield.TO_INGEST, List.of("--parallelism", "2"));
  }

  List<String> arguments(World world) {
    List<String> arguments = new ArrayList<>(List.of(command, "--output", world.output()));
    arguments.addAll(List.of("--catalog", world.catalog(), "--verbose"));

    if (command.equals("backfill")) {
      arguments.addAll(List.of("--source", world.source(), "--checkpoint-interval", "500ms"));
    }

    arguments.addAll(options);
    return arguments;
  }

  @Override
  public String toString() {
    return name;
  }
}
