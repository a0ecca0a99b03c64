package io.guardlake.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The job that follows the export, in the processes that it takes. */
sealed interface Ingest extends AutoCloseable permits LocalIngest, ClusterIngest {
  /** How long a stop with a savepoint may take on a busy machine. */
  Duration PATIENCE = Duration.ofMinutes(4);

  /** Starts the job, from the newest state that there is. */
  void start(Feed feed, int parallelism);

  /** Starts again what has died. */
  void revive();

  /** Kills what does the work, and returns what that was. */
  String killWorker();

  /** Kills what takes the checkpoints, and returns what that was. */
  String killCoordinator();

  /**
   * Stops the job with a savepoint.
   *
   * @return whether it did; while things fail around it, it may not
   */
  boolean stop();

  /** What its processes said last. */
  String logs();

  @Override
  void close();

  /** The options of the job, the same wherever it runs. */
  static List<String> options(World world, Feed feed, int parallelism) {
    List<String> options = new ArrayList<>(List.of("ingest", "--source", world.source()));
    options.addAll(List.of("--output", world.output(), "--catalog", world.catalog()));
    options.addAll(List.of("--state", world.state()));
    options.addAll(List.of("--look-back", ExportPlan.LOOK_BACK_DAYS + "d"));
    options.addAll(List.of("--checkpoint-interval", "500ms"));
    options.addAll(List.of("--parallelism", String.valueOf(parallelism)));
    options.addAll(feed.options(world));
    return options;
  }
}
