package io.guardlake.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.jobs.dedup.Identity;
import io.guardlake.jobs.dedup.KnownIdentities;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A job that fails again and again still counts every line once, in state that is exact. */
@Timeout(180)
class RestartedJobTest {
  private static final int OBJECTS = 300;
  private static final int LINES = 40;
  private static final int PARTS = 3;
  private static final int KNOWN = 20_000;

  @TempDir private Path directory;
  private final String runId = UUID.randomUUID().toString();

  @Test
  void losesAndRepeatsNothingHoweverOftenItFails() throws Exception {
    List<String> expected = writeExport();
    ExportSourceSettings settings =
        ExportSourceSettings.of(
                runId, List.of(new ExportTree(directory).uri()), ReadMode.Bounded.allDays())
            .withSplitLimits(new SplitLimits(20, 1 << 20))
            .withKnown(new Parts());

    Exact.FINAL.put(runId, new ConcurrentLinkedQueue<>());
    Exact.FAILURES.put(runId, new AtomicInteger());
    environment(settings).execute();

    assertThat(Exact.FAILURES.get(runId)).hasValue(Exact.TIMES);
    Queue<String> seen = Exact.FINAL.get(runId);
    assertThat(seen.stream().filter(line -> line.startsWith("line")))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(seen.stream().filter("object"::equals)).hasSize(OBJECTS);
    // What was being learnt when the job failed is learnt again, but never after an object.
    assertThat(seen.stream().filter("known"::equals)).hasSizeGreaterThanOrEqualTo(PARTS * KNOWN);
    assertThat(seen).doesNotContain("known too late");
  }

  private List<String> writeExport() {
    ExportTree tree = new ExportTree(directory);
    List<String> expected = new ArrayList<>();

    for (int i = 0; i < OBJECTS; i++) {
      String[] lines = new String[LINES];

      for (int j = 0; j < LINES; j++) {
        lines[j] = "line " + i + "-" + j;
        expected.add(lines[j]);
      }

      tree.add("2026-03-1" + i % 10, "a" + i, lines);
    }

    return expected;
  }

  private StreamExecutionEnvironment environment(ExportSourceSettings settings) {
    Configuration configuration = new Configuration();
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 100);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(30));
    configuration.setString("rest.bind-port", "0");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
    env.fromSource(new ExportSource(settings), WatermarkStrategy.noWatermarks(), "export")
        .process(new Exact(runId))
        .returns(Types.STRING)
        .setParallelism(1)
        .print();
    return env;
  }

  private static final class Parts implements KnownIdentities {
    private static final long serialVersionUID = 1;

    @Override
    public List<String> parts() {
      return List.of("p", "q", "r");
    }

    @Override
    public void read(String part, Consumer<Identity> consumer) {
      for (int i = 0; i < KNOWN; i++) {
        consumer.accept(Identity.ofFinding("1", "r", part, i, i));
      }
    }
  }

  /** Keeps what it saw in state, fails a few times on the way, and shows the state at the end. */
  private static final class Exact extends ProcessFunction<ExportRecord, String>
      implements CheckpointedFunction {
    private static final long serialVersionUID = 1;
    static final Map<String, Queue<String>> FINAL = new ConcurrentHashMap<>();
    static final Map<String, AtomicInteger> FAILURES = new ConcurrentHashMap<>();
    static final int TIMES = 6;

    private final String runId;
    private transient ListState<String> state;
    private transient List<String> seen;
    private transient int sinceCheckpoint;
    private transient boolean objects;

    Exact(String runId) {
      this.runId = runId;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      state =
          context
              .getOperatorStateStore()
              .getListState(new ListStateDescriptor<>("seen", Types.STRING));
      seen = new ArrayList<>();
      state.get().forEach(seen::add);
      objects = seen.stream().anyMatch(line -> !line.startsWith("known"));
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      state.update(seen);
      sinceCheckpoint = 0;
    }

    @Override
    public void processElement(ExportRecord record, Context context, Collector<String> out)
        throws Exception {
      int failures = FAILURES.get(runId).get();
      // Twice while it learns, the rest while it reads; in between is work that will be repeated.
      boolean due = failures < 2 ? !objects : objects;

      if (due && failures < TIMES && ++sinceCheckpoint > 500 && !seen.isEmpty()) {
        FAILURES.get(runId).incrementAndGet();
        throw new IllegalStateException("failure " + failures);
      }

      if (record instanceof ExportRecord.Line line) {
        objects = true;
        seen.add(TestJob.text(line.bytes()));
        // Slow enough that checkpoints come in between.
        java.util.concurrent.locks.LockSupport.parkNanos(50_000);
      } else if (record instanceof ExportRecord.ObjectEnd) {
        seen.add("object");
      } else if (record instanceof ExportRecord.Known) {
        seen.add(objects ? "known too late" : "known");
      }
    }

    @Override
    public void close() {
      if (seen != null) {
        Queue<String> all = FINAL.get(runId);
        all.clear();
        all.addAll(seen);
      }
    }
  }
}
