package io.guardlake.jobs.drift;

import io.guardlake.jobs.dedup.IdentifiedRow;
import io.guardlake.schemas.finding.FieldDrift;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds up the drift that a subtask meets, so that one count a field and checkpoint goes on instead
 * of one a version. All go on before a checkpoint's barrier does, so there is no state.
 */
public final class GatherDrift extends AbstractStreamOperator<DriftCount>
    implements OneInputStreamOperator<IdentifiedRow, DriftCount>, BoundedOneInput {
  /** More fields than these go on at once: input cannot make the operator hold more. */
  static final int MOST_FIELDS = 1_000;

  private static final long serialVersionUID = 1;

  private transient Map<FieldDrift, DriftCount> counts;

  @Override
  public void open() throws Exception {
    super.open();
    counts = new LinkedHashMap<>();
  }

  @Override
  public void processElement(StreamRecord<IdentifiedRow> element) {
    IdentifiedRow version = element.getValue();

    for (FieldDrift field : version.drift()) {
      counts.merge(field, DriftCount.one(field, version.row()), DriftCount::plus);
    }

    if (counts.size() >= MOST_FIELDS) {
      emit();
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    emit();
  }

  @Override
  public void endInput() {
    emit();
  }

  private void emit() {
    counts.values().forEach(count -> output.collect(new StreamRecord<>(count)));
    counts.clear();
  }
}
