package io.guardlake.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Hands what is assigned to the readers of a simulation. */
final class SimulatedContext implements SplitEnumeratorContext<ExportSplit> {
  private final int parallelism;
  private final Consumer<Integer> released;
  private final BiConsumer<Integer, ExportSplit.Objects> assigned;
  final Map<Integer, ReaderInfo> readers = new TreeMap<>();

  SimulatedContext(
      int parallelism,
      BiConsumer<Integer, ExportSplit.Objects> assigned,
      Consumer<Integer> released) {
    this.parallelism = parallelism;
    this.released = released;
    this.assigned = assigned;
  }

  @Override
  public SplitEnumeratorMetricGroup metricGroup() {
    return UnregisteredMetricsGroup.createSplitEnumeratorMetricGroup();
  }

  @Override
  public void sendEventToSourceReader(int reader, SourceEvent event) {
    assertThat(event).isInstanceOf(ObjectsReleased.class);
    released.accept(reader);
  }

  @Override
  public int currentParallelism() {
    return parallelism;
  }

  @Override
  public Map<Integer, ReaderInfo> registeredReaders() {
    return readers;
  }

  @Override
  public void assignSplits(SplitsAssignment<ExportSplit> assignment) {
    assignment.assignment().forEach((reader, splits) -> splits.forEach(s -> assign(reader, s)));
  }

  private void assign(int reader, ExportSplit split) {
    if (!readers.containsKey(reader)) {
      throw new AssertionError("reader " + reader + " is not there and got " + split.splitId());
    }

    assigned.accept(reader, (ExportSplit.Objects) split);
  }

  @Override
  public void signalNoMoreSplits(int reader) {
    throw new AssertionError("there is no end");
  }

  @Override
  public <T> void callAsync(Callable<T> work, BiConsumer<T, Throwable> then) {
    throw new AssertionError("the enumerator has threads of its own");
  }

  @Override
  public <T> void callAsync(
      Callable<T> work, BiConsumer<T, Throwable> then, long delay, long period) {
    throw new AssertionError("the enumerator has threads of its own");
  }

  @Override
  public void runInCoordinatorThread(Runnable work) {
    work.run();
  }
}
