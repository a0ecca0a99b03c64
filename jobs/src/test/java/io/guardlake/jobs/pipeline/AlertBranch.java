package io.guardlake.jobs.pipeline;

import io.guardlake.jobs.config.JobKind;
import io.guardlake.jobs.config.JobSettings;
import io.guardlake.jobs.config.OptionValues;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.table.TableRow;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
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

  private final String runId = UUID.randomUUID().toString();
  private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
  private final AtomicInteger checkpoints = new AtomicInteger();
  private JobClient client;

  /** A version of a finding, and when it came by, by {@link System#nanoTime}. */
  record Arrival(String findingId, long at) {}

  private AlertBranch() {}

  static JobSettings settings(Map<String, String> arguments) {
    return JobSettings.of(OptionValues.resolve(JobKind.INGEST, arguments, Map.of(), Map.of()));
  }

  static AlertBranch start(JobSettings settings) throws Exception {
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
        Pipeline.newVersions(environment, settings, branch.runId, null, PipelineInput.standard());
    Pipeline.writeTables(settings, branch.runId, versions);
    versions.process(new Note(branch.runId)).returns(Types.STRING).name("Note").print();
    branch.client = environment.executeAsync();
    return branch;
  }

  List<Arrival> arrivals() {
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
