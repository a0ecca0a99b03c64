package io.guardlake.jobs.metrics;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What one subtask counts, as Flink metrics and in {@link RunCounters}. The counts are part of the
 * checkpoint, so that after a failure within a run they are those of the checkpoint again; another
 * run that starts from the same checkpoint begins at zero.
 */
public final class Tally implements Serializable {
  private static final long serialVersionUID = 1;

  private final String runId;
  private final String owner;
  private transient long[] counts;
  private transient Counter[] counters;
  private transient AtomicLongArray published;
  private transient ListState<byte[]> state;

  /**
   * @param runId the run
   * @param owner the operator, unique within the job
   */
  public Tally(String runId, String owner) {
    this.runId = requireNonNull(runId, "runId is null");
    this.owner = requireNonNull(owner, "owner is null");
  }

  /** To be called from {@code initializeState}. */
  public void restore(OperatorStateStore store) throws Exception {
    counts = new long[JobCounter.values().length];
    state =
        store.getListState(
            new ListStateDescriptor<>("tally", BytePrimitiveArraySerializer.INSTANCE));

    for (byte[] bytes : state.get()) {
      read(bytes);
    }
  }

  /** To be called from {@code open}, which comes after {@code initializeState}. */
  public void open(RuntimeContext context) {
    open(context.getMetricGroup(), context.getTaskInfo().getIndexOfThisSubtask());
  }

  /** To be called from {@code open}, which comes after {@code initializeState}. */
  public void open(MetricGroup group, int subtaskIndex) {
    counters = new Counter[counts.length];
    published = RunCounters.of(runId).subtask(owner + "-" + subtaskIndex);

    for (int i = 0; i < counts.length; i++) {
      published.set(i, counts[i]);
    }

    metrics(group);
  }

  public void add(JobCounter counter, long amount) {
    int index = counter.ordinal();
    counts[index] += amount;
    counters[index].inc(amount);
    published.lazySet(index, counts[index]);
  }

  /** To be called from {@code snapshotState}. */
  public void snapshot() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(runId);

    for (JobCounter counter : JobCounter.values()) {
      if (counts[counter.ordinal()] != 0) {
        out.writeUTF(counter.name());
        out.writeLong(counts[counter.ordinal()]);
      }
    }

    state.update(List.of(bytes.toByteArray()));
  }

  private void metrics(MetricGroup group) {
    for (JobCounter counter : JobCounter.values()) {
      counters[counter.ordinal()] = group.counter(counter.label());
    }
  }

  private void read(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));

    if (!in.readUTF().equals(runId)) {
      return;
    }

    while (in.available() > 0) {
      counts[JobCounter.valueOf(in.readUTF()).ordinal()] += in.readLong();
    }
  }
}
