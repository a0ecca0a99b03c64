package io.guardlake.jobs.run;

import io.guardlake.jobs.config.JobSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.execution.RecoveryClaimMode;

/** What a platform would set for a job, set here where this process is the platform. */
final class LocalConfiguration {
  /** What fails so often without a break is not mended by starting it again. */
  private static final int RESTARTS = 3;

  /** A run that went well for so long has all of its restarts again. */
  private static final Duration BREAK = Duration.ofMinutes(10);

  private LocalConfiguration() {}

  /**
   * @param restore the checkpoint or savepoint to start from, which the run then owns: it deletes
   *     it once a newer one is complete, so that the state directory does not grow
   */
  static Configuration of(JobSettings settings, StateDirectory state, Optional<String> restore) {
    Configuration configuration = new Configuration();
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, settings.parallelism());
    configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, settings.parallelism());
    configuration.set(PipelineOptions.NAME, "guardlake-" + settings.job().label());
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    // The S3 connector keeps the loader of whoever first uses it. Here every class is of the
    // process's own loader, and what comes after the job in the same process uses S3 too.
    configuration.set(CoreOptions.CHECK_LEAKED_CLASSLOADER, false);

    configuration.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, settings.checkpointInterval());
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, state.checkpoints());
    configuration.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, state.savepoints());
    configuration.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 2);
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);

    restartWhatFailed(configuration);

    restore.ifPresent(
        path -> {
          configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, path);
          configuration.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
        });

    if (usesS3(settings)) {
      S3Environment.configure(configuration);
    }

    return configuration;
  }

  private static void restartWhatFailed(Configuration configuration) {
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, RESTARTS);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD, BREAK);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofSeconds(2));
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER, 2.0);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofSeconds(20));
  }

  private static boolean usesS3(JobSettings settings) {
    return Stream.of(settings.output(), settings.state())
        .anyMatch(uri -> uri != null && uri.startsWith("s3://"));
  }
}
