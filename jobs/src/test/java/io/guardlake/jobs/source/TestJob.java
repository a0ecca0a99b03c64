package io.guardlake.jobs.source;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Runs a source in a mini cluster of this JVM and keeps what it emits. */
final class TestJob {
  private static final Map<String, Queue<ExportRecord>> EMITTED = new ConcurrentHashMap<>();

  private final String runId;
  private final JobClient client;

  private TestJob(String runId, JobClient client) {
    this.runId = runId;
    this.client = client;
  }

  static TestJob start(ExportSource source, String runId, int parallelism) throws Exception {
    return start(source, runId, parallelism, Duration.ofMillis(200));
  }

  static TestJob start(
      ExportSource source, String runId, int parallelism, Duration checkpointInterval)
      throws Exception {
    EMITTED.put(runId, new ConcurrentLinkedQueue<>());
    return start(source, runId, parallelism, checkpointInterval, new Configuration());
  }

  /** Goes on from a savepoint, and keeps what is emitted with what was before. */
  static TestJob restore(ExportSource source, String runId, int parallelism, String savepoint)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    return start(source, runId, parallelism, Duration.ofMillis(200), configuration);
  }

  private static TestJob start(
      ExportSource source,
      String runId,
      int parallelism,
      Duration checkpointInterval,
      Configuration configuration)
      throws Exception {
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointInterval);
    configuration.setString("rest.bind-port", "0");
    configuration.setString("pipeline.generic-types", "false");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    env.fromSource(source, WatermarkStrategy.noWatermarks(), "export")
        .uid("export")
        .rebalance()
        .process(new Keep(runId))
        .uid("keep")
        .returns(ExportSource.TYPE)
        .print();
    return new TestJob(runId, env.executeAsync());
  }

  void await() throws Exception {
    client.getJobExecutionResult().get();
  }

  /** Stops with a savepoint and gives its place. */
  String stop(Path directory) throws Exception {
    return client
        .stopWithSavepoint(false, directory.toUri().toString(), SavepointFormatType.CANONICAL)
        .get();
  }

  void cancel() throws Exception {
    client.cancel().get();
  }

  List<ExportRecord> records() {
    return List.copyOf(EMITTED.get(runId));
  }

  List<String> lines() {
    return records().stream()
        .filter(ExportRecord.Line.class::isInstance)
        .map(record -> text(((ExportRecord.Line) record).bytes()))
        .toList();
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static final class Keep extends ProcessFunction<ExportRecord, ExportRecord> {
    private static final long serialVersionUID = 1;
    private final String runId;

    Keep(String runId) {
      this.runId = runId;
    }

    @Override
    public void processElement(ExportRecord record, Context context, Collector<ExportRecord> out) {
      EMITTED.get(runId).add(record);
    }
  }
}
