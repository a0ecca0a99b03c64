package io.guardlake.jobs.pipeline;

import io.guardlake.jobs.config.JobKind;
import io.guardlake.jobs.config.JobSettings;
import io.guardlake.jobs.config.OptionValues;
import io.guardlake.jobs.source.WriteAccess;
import io.guardlake.jobs.table.Catalogs;
import io.guardlake.jobs.table.OpenCatalog;
import io.guardlake.jobs.table.Tables;
import io.guardlake.jobs.writer.OutputWriters;
import io.guardlake.jobs.writer.Writer;
import io.guardlake.jobs.writer.WriterKind;
import io.guardlake.jobs.writer.WriterTiming;
import io.guardlake.schemas.alert.DeadLetterTable;
import io.guardlake.schemas.drift.DriftTable;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.quarantine.QuarantineTable;
import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.table.TableRow;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** An ingest in this JVM, tables and all, that notes what comes by where alerts branch off. */
final class AlertBranch implements AutoCloseable {
  private static final Map<String, AlertBranch> RUNNING = new ConcurrentHashMap<>();

  private static final List<TableDefinition> TABLES =
      List.of(
          FindingsTable.DEFINITION,
          QuarantineTable.DEFINITION,
          DriftTable.DEFINITION,
          DeadLetterTable.DEFINITION);

  private final String runId = UUID.randomUUID().toString();
  private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
  private final AtomicInteger checkpoints = new AtomicInteger();
  private JobClient client;
  private CompletableFuture<JobExecutionResult> end;

  /** A version of a finding, and when it came by, by {@link System#nanoTime}. */
  record Arrival(String findingId, long at) {}

  private AlertBranch() {}

  static JobSettings settings(Map<String, String> arguments) {
    return JobSettings.of(OptionValues.resolve(JobKind.INGEST, arguments, Map.of(), Map.of()));
  }

  static AlertBranch start(JobSettings settings) throws Exception {
    makeTables(settings);
    AlertBranch branch = new AlertBranch();
    RUNNING.put(branch.runId, branch);
    Configuration configuration = new Configuration();
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, settings.checkpointInterval());
    configuration.setString("rest.bind-port", "0");
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(settings.parallelism(), configuration);
    SingleOutputStreamOperator<TableRow> versions =
        Pipeline.newVersions(
            environment,
            settings,
            branch.runId,
            access(settings, branch.runId),
            PipelineInput.standard());
    Pipeline.writeTables(settings, branch.runId, versions);
    versions.process(new Note(branch.runId)).returns(Types.STRING).name("Note").print();
    branch.client = environment.executeAsync();
    branch.end = branch.client.getJobExecutionResult();
    return branch;
  }

  private static void makeTables(JobSettings settings) throws IOException {
    try (OpenCatalog catalog = Catalogs.open(Pipeline.catalog(settings))) {
      for (TableDefinition table : TABLES) {
        Tables.ensure(catalog, table);
      }
    }
  }

  private static WriteAccess access(JobSettings settings, String runId) {
    return new OutputWriters(
        new Writer(
            Pipeline.catalog(settings),
            runId,
            WriterKind.INGEST,
            settings.remember(),
            Writer.FirstStart.LEARN,
            Writer.Refusal.FINAL,
            WriterTiming.standard()));
  }

  /**
   * What has come by.
   *
   * @throws IllegalStateException if the job has ended, which nobody asked it to
   */
  List<Arrival> arrivals() {
    if (end.isDone()) {
      throw new IllegalStateException(
          "The job has ended", end.handle((result, cause) -> cause).join());
    }

    return List.copyOf(arrivals);
  }

  /** Checkpoints that a task was told to be complete. */
  int checkpoints() {
    return checkpoints.get();
  }

  @Override
  public void close() throws Exception {
    client.cancel().get();
    RUNNING.remove(runId);
  }

  private static final class Note extends ProcessFunction<TableRow, String>
      implements CheckpointListener {
    private static final long serialVersionUID = 1;
    private final String runId;

    Note(String runId) {
      this.runId = runId;
    }

    @Override
    public void processElement(TableRow row, Context context, Collector<String> out) {
      RUNNING
          .get(runId)
          .arrivals
          .add(new Arrival(row.text(FindingColumn.FINDING_ID), System.nanoTime()));
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
      RUNNING.get(runId).checkpoints.incrementAndGet();
    }
  }
}
