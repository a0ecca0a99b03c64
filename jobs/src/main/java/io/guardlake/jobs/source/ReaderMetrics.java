package io.guardlake.jobs.source;

import io.guardlake.jobs.source.store.StoreProblem;
import io.guardlake.jobs.source.store.StoreRequests;
import io.guardlake.jobs.source.store.StoreRequests.Kind;
import io.guardlake.schemas.quarantine.QuarantineReason;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** A reader's metrics. What fetching tells may come from any thread. */
final class ReaderMetrics {
  private static final int WINDOW = 1000;

  private final SourceReaderMetricGroup group;
  private final LongSupplier clock;
  private final Counter objects;
  private final Counter bytes;
  private final Counter lines;
  private final Counter changed;
  private final Counter bytesIn;
  private final Counter errorsIn;
  private final Histogram writtenToRead;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicLong bytesAhead = new AtomicLong();
  private final AtomicLong unreadBytes = new AtomicLong();
  private final Map<QuarantineReason, Counter> failures = new EnumMap<>(QuarantineReason.class);
  private final Map<StoreProblem, Counter> retries = new EnumMap<>(StoreProblem.class);

  /**
   * Registers the metrics.
   *
   * @param clock milliseconds since the epoch
   */
  ReaderMetrics(SourceReaderMetricGroup group, LongSupplier clock) {
    this.group = group;
    this.clock = clock;
    objects = group.counter(SourceMetrics.OBJECTS_READ);
    bytes = group.counter(SourceMetrics.BYTES_READ);
    lines = group.counter(SourceMetrics.LINES_READ);
    changed = group.counter(SourceMetrics.OBJECTS_CHANGED, new ThreadSafeSimpleCounter());
    bytesIn = group.getIOMetricGroup().getNumBytesInCounter();
    errorsIn = group.getNumRecordsInErrorsCounter();
    writtenToRead =
        group.histogram(SourceMetrics.WRITTEN_TO_READ, new DescriptiveStatisticsHistogram(WINDOW));
    group.gauge(SourceMetrics.GETS_IN_FLIGHT, inFlight::get);
    group.gauge(SourceMetrics.BYTES_AHEAD, bytesAhead::get);
    group.setPendingBytesGauge(unreadBytes::get);

    for (QuarantineReason reason : QuarantineReason.values()) {
      failures.put(
          reason,
          group
              .addGroup(SourceMetrics.FAILURE_REASON, reason.code())
              .counter(SourceMetrics.FAILURES));
    }

    for (StoreProblem problem : StoreProblem.values()) {
      retries.put(
          problem,
          group
              .addGroup(SourceMetrics.PROBLEM, problem.code())
              .counter(SourceMetrics.FETCH_RETRIES, new ThreadSafeSimpleCounter()));
    }
  }

  /** Shows what was asked of the stores, by kind. */
  void watch(List<StoreRequests> stores) {
    for (Kind kind : Kind.values()) {
      group
          .addGroup(SourceMetrics.REQUEST_KIND, kind.code())
          .gauge(SourceMetrics.REQUESTS, () -> stores.stream().mapToLong(s -> s.sent(kind)).sum());
      group
          .addGroup(SourceMetrics.REQUEST_KIND, kind.code())
          .gauge(
              SourceMetrics.REQUEST_RETRIES,
              () -> stores.stream().mapToLong(s -> s.retried(kind)).sum());
    }
  }

  /** A split came. */
  void assigned(ExportSplit split) {
    if (split instanceof ExportSplit.Objects of) {
      of.objects().stream()
          .skip(of.position().object())
          .forEach(object -> unreadBytes.addAndGet(object.sizeOrZero()));
    }
  }

  void emitted(ExportRecord record) {
    if (record instanceof ExportRecord.Line) {
      lines.inc();
    } else if (record instanceof ExportRecord.ObjectEnd end) {
      ended(end.object());
    } else if (record instanceof ExportRecord.Failure failure) {
      failures.get(failure.reason()).inc();
      errorsIn.inc();
    }
  }

  private void ended(ExportObject object) {
    objects.inc();
    bytes.inc(object.sizeOrZero());
    bytesIn.inc(object.sizeOrZero());
    // An object of unknown size was never counted as unread.
    unreadBytes.accumulateAndGet(object.sizeOrZero(), (all, one) -> Math.max(0, all - one));

    if (object.isKnown()) {
      writtenToRead.update(clock.getAsLong() - object.lastModified());
    }
  }

  /** An object failed and is tried again. */
  void retried(StoreProblem problem) {
    retries.get(problem).inc();
  }

  /** An object was replaced since its listing, and is read as it is now. */
  void changed() {
    changed.inc();
  }

  /** An object is asked for. */
  void fetching() {
    inFlight.incrementAndGet();
  }

  /** An object that was asked for came, or was given up. */
  void fetched() {
    inFlight.decrementAndGet();
  }

  /** Objects asked for and not there. */
  int inFlight() {
    return inFlight.get();
  }

  /** Memory for bodies was taken, or given back where it is negative. */
  void bytesAhead(long change) {
    bytesAhead.addAndGet(change);
  }
}
