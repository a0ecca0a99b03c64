package io.guardlake.jobs.compact;

import static java.util.Objects.requireNonNull;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.ToLongFunction;

/**
 * Sorts more records than fit into memory: what fits is sorted and put into a temporary file, and
 * the files are merged while the result is read. Memory: the bytes given, and a record and some 100
 * KB for each of at most {@value #MOST_RUNS} files. Records that fit are never written.
 */
final class ExternalSort<T> implements Closeable {
  private static final int MOST_RUNS = 64;

  private final RecordFormat<T> format;
  private final Comparator<T> order;
  private final ToLongFunction<T> weight;
  private final long memory;
  private final List<SortedRun<T>> runs = new ArrayList<>();
  private List<T> buffer = new ArrayList<>();
  private long buffered;

  /**
   * @param weight about how many bytes of memory a record takes
   * @param memory how many bytes of records are held at once
   */
  ExternalSort(RecordFormat<T> format, Comparator<T> order, ToLongFunction<T> weight, long memory) {
    this.format = requireNonNull(format, "format is null");
    this.order = requireNonNull(order, "order is null");
    this.weight = requireNonNull(weight, "weight is null");
    this.memory = memory;
  }

  void add(T value) throws IOException {
    buffer.add(value);
    buffered += weight.applyAsLong(value);

    if (buffered >= memory) {
      spill();
    }
  }

  /** All that was added, in order. Asked for once; nothing is added after. */
  Records<T> sorted() throws IOException {
    if (runs.isEmpty()) {
      return takeBuffer();
    }

    spill();
    return merged(runs);
  }

  int runs() {
    return runs.size();
  }

  @Override
  public void close() throws IOException {
    for (SortedRun<T> run : runs) {
      run.close();
    }
  }

  private void spill() throws IOException {
    if (buffer.isEmpty()) {
      return;
    }

    if (runs.size() == MOST_RUNS) {
      SortedRun<T> one = SortedRun.write(merged(runs), format);
      close();
      runs.clear();
      runs.add(one);
    }

    runs.add(SortedRun.write(takeBuffer(), format));
  }

  private Records<T> takeBuffer() {
    buffer.sort(order);
    Iterator<T> values = buffer.iterator();
    buffer = new ArrayList<>();
    buffered = 0;
    return () -> values.hasNext() ? values.next() : null;
  }

  private Records<T> merged(List<? extends Records<T>> sources) throws IOException {
    PriorityQueue<Head<T>> heads =
        new PriorityQueue<>((a, b) -> order.compare(a.value(), b.value()));

    for (Records<T> source : sources) {
      addNext(source, heads);
    }

    return () -> {
      Head<T> head = heads.poll();

      if (head == null) {
        return null;
      }

      addNext(head.source(), heads);
      return head.value();
    };
  }

  private void addNext(Records<T> source, PriorityQueue<Head<T>> heads) throws IOException {
    T value = source.next();

    if (value != null) {
      heads.add(new Head<>(value, source));
    }
  }

  /** The first record of a source that is not in the result yet. */
  private record Head<T>(T value, Records<T> source) {}
}
