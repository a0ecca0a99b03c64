package io.guardlake.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One seed: a world, a job, a nemesis, and at the end the comparison with the model. */
final class Round {
  /**
   * How long nothing more may come before it never will; a slow machine takes as long as it takes.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private static final long SHORTEST_START = 2_000;
  private static final long LONGEST_START = 128_000;

  private final Plan plan;
  private final Installation installation;
  private final Path directory;

  Round(Plan plan, Installation installation, Path directory) {
    this.plan = plan;
    this.installation = installation;
    this.directory = directory;
  }

  /**
   * Plays it.
   *
   * @throws AssertionError if a version or a refusal is lost or doubled, a file is missing, the
   *     queue is not empty, or a process ends without a reason
   */
  Report play() {
    Instant began = Instant.now();
    Model model = new Model();

    try (World world = World.start(directory, plan);
        ExportWriter writer = new ExportWriter(world, model, plan);
        Watcher watcher = Watcher.start(world)) {
      Faults faults = new Faults(world, plan);
      ExportPlan export = new ExportPlan(plan);
      writer.write(export.oldDays());

      try (Ingest ingest = ingest(world, faults)) {
        Nemesis nemesis = new Nemesis(plan, world, installation, ingest, faults, writer, watcher);

        try {
          nemesis.begin();
          writer.begin(export.recent());
          nemesis.rage();
          watcher.check();
          writer.finish();
          world.notifications().settle();
          settle(world, model, ingest, nemesis, watcher);
          watcher.finish();
          require(watcher.snapshots() > 0, "no reader saw any snapshot");
          return new Report(
              plan,
              model.objects(),
              model.lines(),
              model.versions(),
              watcher.snapshots(),
              nemesis.deeds(),
              faults.struck(),
              Duration.between(began, Instant.now()));
        } catch (RuntimeException | AssertionError e) {
          throw new AssertionError(
              "Seed %d (%s, %s): %s%nWhat happened:%n%s%nLogs are in %s.%n%s"
                  .formatted(
                      plan.seed(),
                      plan.runner(),
                      plan.storage(),
                      e.getMessage(),
                      nemesis.story(),
                      world.logs(),
                      ingest.logs()),
              e);
        }
      }
    }
  }

  private Ingest ingest(World world, Faults faults) {
    return switch (plan.runner()) {
      case LOCAL -> new LocalIngest(installation, world, faults);
      case CLUSTER -> new ClusterIngest(world, plan);
    };
  }

  /** Lets the jobs come to their end in peace, and compares. */
  private void settle(World world, Model model, Ingest ingest, Nemesis nemesis, Watcher watcher) {
    stop(ingest);
    ingest.start(Feed.SQS, 2);
    nemesis.complete(JobBeside.backfillOfOldDays(plan));

    try (Lake lake = Lake.open(world).orElseThrow()) {
      awaitAll(lake, world, model, ingest, watcher);
      stop(ingest);
      requireRight("", Contents.byLine(lake), model);
      nemesis.readNothingAgain();
      requireRight("After another start: ", Contents.byLine(lake), model);
      nemesis.complete(JobBeside.backfillOfAllDays());
      requireRight("After a backfill of everything: ", Contents.byLine(lake), model);
      nemesis.complete(JobBeside.compact());
      requireRight("After compact: ", Contents.byLine(lake), model);
    }
  }

  /**
   * A process that has just been started does not listen to signals yet: it is given ever more
   * time.
   */
  private static void stop(Ingest ingest) {
    for (long pause = SHORTEST_START; pause <= LONGEST_START; pause *= 2) {
      ingest.revive();
      Pauses.millis(pause);

      if (ingest.stop()) {
        return;
      }
    }

    throw new AssertionError("No savepoint was taken though nothing was done to the job.");
  }

  private void awaitAll(Lake lake, World world, Model model, Ingest ingest, Watcher watcher) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    int least = Integer.MAX_VALUE;

    while (true) {
      watcher.check();
      ingest.revive();
      List<String> missing = Contents.of(lake).missing(model);
      int messages = world.messages();

      if (missing.isEmpty() && messages == 0) {
        return;
      }

      if (missing.size() + messages < least) {
        least = missing.size() + messages;
        deadline = System.nanoTime() + PATIENCE.toNanos();
      }

      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "%d messages are in the queue and %d rows are missing, such as %s"
                .formatted(messages, missing.size(), some(missing)));
      }

      Pauses.millis(500);
    }
  }

  private static void requireRight(String when, Contents contents, Model model) {
    List<String> wrong = contents.wrong(model);
    require(wrong.isEmpty(), "%s%d rows are wrong: %s".formatted(when, wrong.size(), some(wrong)));
  }

  private static String some(List<String> all) {
    return String.join("\n", all.subList(0, Math.min(10, all.size())));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
