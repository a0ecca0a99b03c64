package io.guardlake.jobs.run;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.alert.deliver.Backlog;
import io.guardlake.jobs.config.JobKind;
import io.guardlake.jobs.config.JobSettings;
import io.guardlake.jobs.config.UsageException;
import io.guardlake.jobs.metrics.JobCounter;
import io.guardlake.jobs.metrics.RunCounters;
import io.guardlake.jobs.pipeline.Pipeline;
import io.guardlake.jobs.pipeline.PipelineInput;
import io.guardlake.jobs.source.SourceProgress;
import io.guardlake.jobs.writer.Writer;
import io.guardlake.jobs.writer.WriterRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a job in this process, from the newest state there is to its end. */
public final class LocalRun implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(LocalRun.class);
  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private final JobSettings settings;
  private final String runId;
  private final StateDirectory state;
  private final Path temporaryState;
  private final Warehouse warehouse;
  private final LocalCluster cluster;
  private final Instant started = Instant.now();
  private volatile boolean stopRequested;

  private LocalRun(
      JobSettings settings,
      String runId,
      StateDirectory state,
      Path temporaryState,
      Warehouse warehouse,
      LocalCluster cluster) {
    this.settings = settings;
    this.runId = runId;
    this.state = state;
    this.temporaryState = temporaryState;
    this.warehouse = warehouse;
    this.cluster = cluster;
  }

  /**
   * Makes the tables where they are missing, finds the newest state and starts the job.
   *
   * @throws UsageException if the job must not start like this: see {@code --bootstrap}
   */
  public static LocalRun start(JobSettings settings) throws Exception {
    return start(settings, PipelineInput.standard());
  }

  /** The same with another input. */
  public static LocalRun start(JobSettings settings, PipelineInput input) throws Exception {
    requireNonNull(settings, "settings is null");
    requireNonNull(input, "input is null");
    String runId = UUID.randomUUID().toString();
    Path temporaryState =
        settings.state() == null ? Files.createTempDirectory("guardlake-state-") : null;
    StateDirectory state =
        new StateDirectory(
            temporaryState == null ? settings.state() : temporaryState.toUri().toString());

    Configuration configuration = LocalConfiguration.of(settings, state, Optional.empty());
    FileSystem.initialize(configuration, null);
    state.requireWritable();
    Optional<String> restore = state.newest();
    LOGGER.info("Run {} starts from {}", runId, restore.orElse("the beginning"));

    Warehouse warehouse = Warehouse.prepare(settings);

    if (restore.isEmpty()) {
      refuseToForget(settings, warehouse);
    }

    configuration = LocalConfiguration.of(settings, state, restore);

    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(settings.parallelism(), configuration);
    Pipeline.build(
        environment, settings, runId, warehouse.access(runId, Writer.Refusal.FINAL), input);
    LocalCluster cluster = LocalCluster.submit(configuration, environment.getStreamGraph());
    return new LocalRun(settings, runId, state, temporaryState, warehouse, cluster);
  }

  /** Asks the run to stop with a savepoint; may be called from any thread, a signal's included. */
  public void requestStop() {
    stopRequested = true;
  }

  /**
   * Waits for the run to end.
   *
   * @param watcher told ten times a second how the run is doing
   * @throws JobFailedException if the job failed
   * @throws UsageException if another writer of the output stood in its way; the message says who
   */
  public RunSummary await(Consumer<RunProgress> watcher)
      throws InterruptedException, IOException, JobFailedException {
    CompletableFuture<String> stopping = null;
    RunSummary.Ending ending = RunSummary.Ending.FINISHED;
    long toldAt = System.nanoTime();

    while (true) {
      Optional<JobResult> result = result();

      if (result.isPresent()) {
        failIfFailed(result.get(), stopping);
        watcher.accept(progress(true));
        return summary(ending);
      }

      watcher.accept(progress(false));

      if (stopping == null || stopping.isCompletedExceptionally()) {
        stopping = null;

        if (stopRequested) {
          ending = RunSummary.Ending.STOPPED;
          stopping = cluster.stopWithSavepoint(state.savepoints());
        } else if (isIdle()) {
          ending = RunSummary.Ending.IDLE;
          stopping = cluster.stopWithSavepoint(state.savepoints());
        } else if (awaitsCheckpoint()) {
          cluster.checkpointNow();
        }
      }

      if (System.nanoTime() - toldAt >= SILENCE.toNanos()) {
        toldAt = System.nanoTime();
        LOGGER.info("Run {} {}: {}", runId, stopping == null ? "goes on" : "stops", source());
      }

      Thread.sleep(TICK.toMillis());
    }
  }

  @Override
  public void close() throws IOException {
    cluster.close();
    warehouse.release(runId);
    RunCounters.forget(runId);
    SourceProgress.forget(runId);
    Backlog.forget(runId);

    if (temporaryState != null) {
      delete(temporaryState);
    }
  }

  /** An ingest that lost its state must be told whether to learn what the table has. */
  private static void refuseToForget(JobSettings settings, Warehouse warehouse) {
    boolean told = settings.bootstrap() || settings.fresh();

    if (settings.job() != JobKind.INGEST || told || warehouse.isEmpty()) {
      return;
    }

    throw new UsageException(
        ("The state in %s is empty, but the table in %s has rows. Give the --state this table was"
                + " written with; or --bootstrap, to learn which versions the table has and add only"
                + " new ones; or --fresh, to begin without learning.")
            .formatted(settings.state(), settings.output()));
  }

  private SourceProgress source() {
    return SourceProgress.of(runId);
  }

  private boolean isIdle() {
    return settings.stopWhenIdle() != null
        && source().isIdleFor(settings.stopWhenIdle())
        && Backlog.isEmpty(runId);
  }

  /** Whether only a checkpoint is missing, and the next one in turn may be far off. */
  private boolean awaitsCheckpoint() {
    SourceProgress source = source();

    if (source.isLearning()) {
      return source.isLearnt();
    }

    boolean quiet =
        settings.job() == JobKind.BACKFILL
            || (settings.stopWhenIdle() != null
                && System.nanoTime() - source.lastNewObject() >= settings.stopWhenIdle().toNanos());
    boolean nothingToRead = source.listings() > 0 && source.pending() + source.unread() == 0;
    return quiet && nothingToRead && !source.isCovered();
  }

  private Optional<JobResult> result() throws InterruptedException {
    try {
      return cluster.result();
    } catch (ExecutionException e) {
      throw new CompletionException("the local cluster lost the job", e.getCause());
    }
  }

  private RunProgress progress(boolean done) {
    RunCounters counters = RunCounters.of(runId);
    return new RunProgress(
        phase(done),
        discovered(counters),
        counters.count(JobCounter.OBJECTS),
        counters.count(JobCounter.VERSIONS_WRITTEN),
        counters.count(JobCounter.DUPLICATES_DROPPED),
        counters.count(JobCounter.QUARANTINED),
        counters.count(JobCounter.FILES),
        done);
  }

  /** Objects found, those included that an earlier run found and left to this one. */
  private long discovered(RunCounters counters) {
    long toRead = source().pending() + source().unread();
    return Math.max(source().discovered(), counters.count(JobCounter.OBJECTS) + toRead);
  }

  private String phase(boolean done) {
    if (done) {
      return "done";
    }

    boolean learns = source().isLearning() && RunCounters.of(runId).count(JobCounter.KNOWN) > 0;
    return learns ? "learning from the table" : settings.job().label();
  }

  private RunSummary summary(RunSummary.Ending ending) {
    RunCounters counters = RunCounters.of(runId);
    return new RunSummary(
        counters.count(JobCounter.OBJECTS),
        counters.count(JobCounter.BYTES),
        counters.count(JobCounter.RAW_BYTES),
        counters.count(JobCounter.FINDINGS),
        counters.count(JobCounter.VERSIONS_WRITTEN),
        counters.count(JobCounter.DUPLICATES_DROPPED),
        counters.count(JobCounter.QUARANTINED),
        counters.count(JobCounter.ERASED),
        counters.count(JobCounter.FILES),
        source().daysLeft().stream().map(LocalDate::toString).toList(),
        counters.drift(),
        source().late(),
        source().beforeHorizon(),
        source().daysBeforeHorizon().orElse(null),
        Duration.between(started, Instant.now()).toMillis() / 1000.0,
        ending);
  }

  private void failIfFailed(JobResult result, CompletableFuture<String> stopping)
      throws JobFailedException {
    if (!result.isSuccess()) {
      Throwable failure =
          result
              .getSerializedThrowable()
              .map(serialized -> serialized.deserializeError(LocalRun.class.getClassLoader()))
              .orElseGet(() -> new IllegalStateException("the job was cancelled"));

      if (FailureText.has(failure, WriterRefusedException.class)) {
        throw new UsageException(FailureText.of(failure), failure);
      }

      String text = FailureText.of(failure);
      throw new JobFailedException(
          FailureText.isOfCheckpoints(text) ? state.whyCheckpointsFail(text) : text, failure);
    }

    if (stopping != null && stopping.isCompletedExceptionally()) {
      LOGGER.warn("The job ended before its savepoint was taken");
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
