package io.guardlake.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Hands on, or keeps, what an enumerator assigns. */
final class FakeEnumeratorContext implements SplitEnumeratorContext<ExportSplit> {
  final Map<Integer, ReaderInfo> readers = new TreeMap<>();
  final List<ExportSplit> assigned = new ArrayList<>();
  final List<Integer> released = new ArrayList<>();
  final TreeSet<Integer> noMoreSplits = new TreeSet<>();
  private final int parallelism;
  private final SplitEnumeratorMetricGroup metrics;
  private final BiConsumer<Integer, ExportSplit> reader;
  private final Consumer<Integer> release;

  private FakeEnumeratorContext(
      int parallelism,
      SplitEnumeratorMetricGroup metrics,
      BiConsumer<Integer, ExportSplit> reader,
      Consumer<Integer> release) {
    this.parallelism = parallelism;
    this.metrics = metrics;
    this.reader = reader == null ? (index, split) -> assigned.add(split) : reader;
    this.release = release == null ? released::add : release;
  }

  /** All readers are there, and what they get is kept here. */
  static FakeEnumeratorContext keeping(int parallelism, SplitEnumeratorMetricGroup metrics) {
    FakeEnumeratorContext context = new FakeEnumeratorContext(parallelism, metrics, null, null);

    for (int i = 0; i < parallelism; i++) {
      context.readers.put(i, new ReaderInfo(i, "here"));
    }

    return context;
  }

  /** Readers come and go as the test says, and get what is theirs. */
  static FakeEnumeratorContext handingOn(
      int parallelism, BiConsumer<Integer, ExportSplit> reader, Consumer<Integer> release) {
    return new FakeEnumeratorContext(
        parallelism, UnregisteredMetricsGroup.createSplitEnumeratorMetricGroup(), reader, release);
  }

  @Override
  public SplitEnumeratorMetricGroup metricGroup() {
    return metrics;
  }

  @Override
  public void sendEventToSourceReader(int reader, SourceEvent event) {
    assertThat(event).isInstanceOf(ObjectsReleased.class);
    release.accept(reader);
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
    assignment.assignment().forEach((index, splits) -> splits.forEach(s -> assign(index, s)));
  }

  private void assign(int index, ExportSplit split) {
    if (!readers.containsKey(index)) {
      throw new AssertionError("reader " + index + " is not there and got " + split.splitId());
    }

    reader.accept(index, split);
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
