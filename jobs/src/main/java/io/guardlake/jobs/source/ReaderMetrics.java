package io.guardlake.jobs.source;

import io.guardlake.schemas.quarantine.QuarantineReason;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;

/** A reader's counters. */
final class ReaderMetrics {
  private final Counter objects;
  private final Counter bytes;
  private final Counter lines;
  private final Counter retries;
  private final Map<QuarantineReason, Counter> failures = new EnumMap<>(QuarantineReason.class);

  ReaderMetrics(MetricGroup group) {
    objects = group.counter(SourceMetrics.OBJECTS_READ);
    bytes = group.counter(SourceMetrics.BYTES_READ);
    lines = group.counter(SourceMetrics.LINES_READ);
    retries = group.counter(SourceMetrics.FETCH_RETRIES, new ThreadSafeSimpleCounter());

    for (QuarantineReason reason : QuarantineReason.values()) {
      failures.put(
          reason,
          group
              .addGroup(SourceMetrics.FAILURE_REASON, reason.code())
              .counter(SourceMetrics.FAILURES));
    }
  }

  void emitted(ExportRecord record) {
    if (record instanceof ExportRecord.Line) {
      lines.inc();
    } else if (record instanceof ExportRecord.ObjectEnd end) {
      objects.inc();
      bytes.inc(end.object().size());
    } else if (record instanceof ExportRecord.Failure failure) {
      failures.get(failure.reason()).inc();
    }
  }

  /** Called from any thread. */
  void retried() {
    retries.inc();
  }
}
