package io.guardlake.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Does to a running job what can happen to one, at random, and notes what it did. */
final class Nemesis {
  private static final int LONGEST_PAUSE_MILLIS = 2_500;

  /** How long after a fault a command may still end because of it. */
  static final Duration AFTERMATH = Duration.ofMinutes(3);

  private static final Duration SIDE_JOB = Duration.ofMinutes(8);
  private static final Duration MOST_PROGRESS = Duration.ofSeconds(30);
  private static final int MOST_PARALLELISM = 4;

  private final Plan plan;
  private final World world;
  private final Installation installation;
  private final Ingest ingest;
  private final Faults faults;
  private final ExportWriter writer;
  private final Watcher watcher;
  private final List<JobBeside> besides;
  private final SplittableRandom dice;
  private final Map<String, Integer> deeds = new TreeMap<>();
  private final List<String> story = new ArrayList<>();
  private final Instant began = Instant.now();
  private int sideJobs;

  /** What it may do. */
  private enum Deed {
    KILL_WORKER,
    KILL_COORDINATOR,
    STOP_AND_RESCALE,
    RUN_BESIDE,
    KILL_BESIDE,
    FAULTS
  }

  Nemesis(
      Plan plan,
      World world,
      Installation installation,
      Ingest ingest,
      Faults faults,
      ExportWriter writer,
      Watcher watcher) {
    this.writer = writer;
    this.watcher = watcher;
    this.plan = plan;
    this.world = world;
    this.installation = installation;
    this.ingest = ingest;
    this.faults = faults;
    this.besides = JobBeside.all(plan);
    this.dice = plan.dice("nemesis");
  }

  /** Starts the job as it is to begin. */
  void begin() {
    restart();
  }

  /** Does as much as the plan says; each kind of deed once before any comes again. */
  void rage() {
    List<Deed> left = new ArrayList<>();

    for (int i = 0; i < plan.disturbances(); i++) {
      if (left.isEmpty()) {
        left.addAll(List.of(Deed.values()));
      }

      // There is always something to be read when something happens.
      writer.allow(plan.objects() / plan.disturbances());

      // Sometimes in the middle of a start, mostly in the middle of the work.
      if (dice.nextInt(4) > 0) {
        awaitProgress();
      }

      pause();
      commit(left.remove(dice.nextInt(left.size())));
      pause();
      ingest.revive();
    }

    faults.calm();
  }

  /** Runs a job beside the ingest to its end. */
  void complete(JobBeside job) {
    try (JavaProcess process = start(job)) {
      boolean ended = process.awaitEnd(SIDE_JOB);

      if (!ended || process.exitCode() != 0) {
        throw new AssertionError(
            "%s %s.%n%s"
                .formatted(
                    job,
                    ended ? "failed with " + process.exitCode() : "did not end in time",
                    process.tail()));
      }
    }
  }

  /**
   * Goes on from the last savepoint, wherever that was taken; there must be nothing left to read.
   */
  void readNothingAgain() {
    List<String> options = new ArrayList<>(Ingest.options(world, Feed.LIST, 2));
    options.addAll(List.of("--stop-when-idle", "1s", "--json", "--verbose"));

    try (JavaProcess process = installation.run("ingest-again", world, options)) {
      boolean ended = process.awaitEnd(SIDE_JOB);

      if (!ended || process.exitCode() != 0 || !process.json().contains("\"objects\":0,")) {
        throw new AssertionError("Objects were read again after the end.\n" + process.tail());
      }
    }
  }

  /** How often it did what. */
  Map<String, Integer> deeds() {
    return deeds;
  }

  /** What it did, in order. */
  String story() {
    return String.join("\n", story);
  }

  private void commit(Deed deed) {
    switch (deed) {
      case KILL_WORKER -> note("kill " + ingest.killWorker());
      case KILL_COORDINATOR -> note("kill " + ingest.killCoordinator());
      case STOP_AND_RESCALE -> {
        if (ingest.stop()) {
          restart();
        } else {
          note("no savepoint");
        }
      }
      case RUN_BESIDE -> runBeside();
      case KILL_BESIDE -> killBeside();
      case FAULTS -> {
        faults.arm();
        note("faults");
        pause();
        pause();

        if (dice.nextBoolean()) {
          faults.calm();
          tell("calm");
        }
      }
    }
  }

  private void restart() {
    Feed feed = Feed.values()[dice.nextInt(Feed.values().length)];
    int parallelism = 1 + dice.nextInt(MOST_PARALLELISM);
    note("start by " + feed);
    tell("parallelism " + parallelism);
    ingest.start(feed, parallelism);
  }

  private void runBeside() {
    JobBeside job = besides.get(dice.nextInt(besides.size()));
    note("run " + job);

    try (JavaProcess process = start(job)) {
      boolean ended = process.awaitEnd(SIDE_JOB);
      boolean mayFail = job.yield() == JobBeside.Yield.TO_INGEST || faults.feltWithin(AFTERMATH);

      if (!ended || (process.exitCode() != 0 && !mayFail)) {
        throw new AssertionError(
            "%s did not work though nothing was done to it.%n%s".formatted(job, process.tail()));
      }
    }
  }

  private void killBeside() {
    JobBeside job = besides.get(dice.nextInt(besides.size()));

    try (JavaProcess process = start(job)) {
      process.awaitEnd(Duration.ofMillis(1_500 + dice.nextInt(5_000)));

      if (process.isAlive()) {
        process.kill();
        note("kill " + job);
      } else {
        note("run " + job);
      }
    }
  }

  private JavaProcess start(JobBeside job) {
    sideJobs++;
    return installation.run(job.name() + "-" + sideJobs, world, job.arguments(world));
  }

  private void awaitProgress() {
    int before = watcher.snapshots();
    long deadline = System.nanoTime() + MOST_PROGRESS.toNanos();

    while (watcher.snapshots() == before && System.nanoTime() < deadline) {
      Pauses.millis(100);
    }
  }

  private void pause() {
    Pauses.millis(dice.nextInt(LONGEST_PAUSE_MILLIS));
  }

  private void note(String deed) {
    deeds.merge(deed, 1, Integer::sum);
    tell(deed);
  }

  private void tell(String what) {
    story.add(
        "%6.1f s  %s".formatted(Duration.between(began, Instant.now()).toMillis() / 1e3, what));
  }
}
