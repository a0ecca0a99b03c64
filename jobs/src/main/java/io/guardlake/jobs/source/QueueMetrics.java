package io.guardlake.jobs.source;

import io.guardlake.jobs.source.queue.QueueDepth;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** A queue's counters and gauges. */
final class QueueMetrics {
  /** Stands for a depth that is not known. */
  private static final long UNKNOWN = -1;

  /** What is asked of a queue. */
  enum Request {
    RECEIVE,
    DELETE,
    EXTEND,
    DEPTH
  }

  final Counter received;
  final Counter deleted;
  final Counter extended;
  final Counter expired;
  private final Map<NotOurs, Counter> notOurs = new EnumMap<>(NotOurs.class);
  private final Map<Request, Counter> errors = new EnumMap<>(Request.class);
  private volatile QueueDepth depth = new QueueDepth(UNKNOWN, UNKNOWN);

  QueueMetrics(MetricGroup group, IntSupplier outstanding) {
    received = group.counter(SourceMetrics.QUEUE_RECEIVED);
    deleted = group.counter(SourceMetrics.QUEUE_DELETED);
    extended = group.counter(SourceMetrics.QUEUE_EXTENDED);
    expired = group.counter(SourceMetrics.QUEUE_EXPIRED_HANDLES);
    group.gauge(SourceMetrics.QUEUE_VISIBLE, () -> depth.visible());
    group.gauge(SourceMetrics.QUEUE_IN_FLIGHT, () -> depth.inFlight());
    group.gauge(SourceMetrics.QUEUE_OUTSTANDING, outstanding::getAsInt);

    for (NotOurs reason : NotOurs.values()) {
      notOurs.put(
          reason,
          group
              .addGroup(SourceMetrics.QUEUE_CAUSE, reason.code())
              .counter(SourceMetrics.QUEUE_NOT_OURS));
    }

    for (Request request : Request.values()) {
      errors.put(
          request,
          group
              .addGroup(
                  SourceMetrics.QUEUE_REQUEST, request.name().toLowerCase(java.util.Locale.ROOT))
              .counter(SourceMetrics.QUEUE_ERRORS));
    }
  }

  void notOurs(NotOurs reason) {
    notOurs.get(reason).inc();
  }

  void failed(Request request) {
    errors.get(request).inc();
  }

  void depth(QueueDepth now) {
    depth = now;
  }

  void depthUnknown() {
    depth = new QueueDepth(UNKNOWN, UNKNOWN);
  }
}
