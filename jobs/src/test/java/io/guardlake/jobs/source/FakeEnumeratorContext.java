package io.guardlake.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Keeps what an enumerator assigns; readers are registered by the test. */
final class FakeEnumeratorContext implements SplitEnumeratorContext<ExportSplit> {
  final Map<Integer, ReaderInfo> readers = new LinkedHashMap<>();
  final List<ExportSplit> assigned = new ArrayList<>();
  final List<Integer> released = new ArrayList<>();
  final TreeSet<Integer> noMoreSplits = new TreeSet<>();
  private final int parallelism;
  private final SplitEnumeratorMetricGroup metrics;

  FakeEnumeratorContext(int parallelism) {
    this(parallelism, UnregisteredMetricsGroup.createSplitEnumeratorMetricGroup());
  }

  FakeEnumeratorContext(int parallelism, SplitEnumeratorMetricGroup metrics) {
    this.parallelism = parallelism;
    this.metrics = metrics;

    for (int i = 0; i < parallelism; i++) {
      readers.put(i, new ReaderInfo(i, "here"));
    }
  }

  @Override
  public SplitEnumeratorMetricGroup metricGroup() {
    return metrics;
  }

  @Override
  public void sendEventToSourceReader(int reader, SourceEvent event) {
    assertThat(event).isInstanceOf(ObjectsReleased.class);
    released.add(reader);
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
      throw new IllegalArgumentException("reader " + reader + " is not registered");
    }

    assigned.add(split);
  }

  @Override
  public void signalNoMoreSplits(int reader) {
    noMoreSplits.add(reader);
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
