package io.guardlake.jobs.drift;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.metrics.RunCounters;
import io.guardlake.schemas.finding.FieldDrift;
import io.guardlake.schemas.table.TableRow;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Makes rows of the table of drift counts, in a parallelism of one, so that the number of fields
 * told apart is bounded in all. Rows leave before a checkpoint's barrier only, and what the table
 * has is part of the same checkpoint: after any restore each version is counted once. Shows the
 * counts as metrics, one a field, and in {@link RunCounters}.
 */
public final class RecordDrift extends AbstractStreamOperator<TableRow>
    implements OneInputStreamOperator<DriftCount, TableRow>, BoundedOneInput {
  private static final long serialVersionUID = 1;

  private final String runId;
  private transient DriftLedger ledger;
  private transient ListState<byte[]> state;
  private transient Set<FieldDrift> shown;

  public RecordDrift(String runId) {
    this.runId = requireNonNull(runId, "runId is null");
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    state =
        context
            .getOperatorStateStore()
            .getListState(
                new ListStateDescriptor<>("drift", BytePrimitiveArraySerializer.INSTANCE));
    ledger = new DriftLedger(runId);

    for (byte[] bytes : state.get()) {
      ledger = DriftLedger.fromBytes(bytes, runId);
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    shown = new HashSet<>();
    publish();
  }

  @Override
  public void processElement(StreamRecord<DriftCount> element) {
    ledger.add(element.getValue());
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    if (ledger.isDue(getProcessingTimeService().getCurrentProcessingTime())) {
      emit();
    }

    publish();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    state.update(List.of(ledger.toBytes()));
  }

  @Override
  public void endInput() {
    emit();
    publish();
  }

  private void emit() {
    long now = getProcessingTimeService().getCurrentProcessingTime();
    Instant recordedAt = Instant.ofEpochMilli(now);
    ledger.take(now).forEach(count -> output.collect(new StreamRecord<>(count.row(recordedAt))));
  }

  private void publish() {
    Map<FieldDrift, Long> counts = ledger.ofRun();
    RunCounters counters = RunCounters.of(runId);
    counters.publishDrift(counts);

    for (FieldDrift field : counts.keySet()) {
      if (shown.add(field)) {
        getMetricGroup()
            .addGroup("kind", field.kind().code())
            .addGroup("path", field.path())
            .gauge("driftingVersions", () -> counters.drift().getOrDefault(field, 0L));
      }
    }
  }
}
