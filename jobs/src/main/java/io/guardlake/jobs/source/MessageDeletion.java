package io.guardlake.jobs.source;

import io.guardlake.jobs.source.queue.HandleOutcome;
import io.guardlake.jobs.source.queue.MessageQueue;
import io.guardlake.jobs.source.queue.QueueException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes messages whose objects are durable, in batches. What cannot be deleted after some tries
 * is let be: it comes again, is known, and is deleted then.
 */
final class MessageDeletion {
  private static final Logger LOG = LoggerFactory.getLogger(MessageDeletion.class);
  private static final int TRIES = 5;
  private static final Duration BACK_OFF = Duration.ofSeconds(1);
  private static final Duration AT_CLOSE = Duration.ofSeconds(3);

  private final MessageQueue queue;
  private final Background background;
  private final QueueMetrics metrics;
  private final Runnable progressed;
  private final int parallel;
  private final ArrayDeque<Doomed> waiting = new ArrayDeque<>();
  private final Set<Doomed> underWay = new HashSet<>();
  private int requests;

  private record Doomed(String handle, int failures) {}

  /**
   * @param progressed run whenever some are deleted or given up
   */
  MessageDeletion(
      MessageQueue queue,
      Background background,
      QueueMetrics metrics,
      int parallel,
      Runnable progressed) {
    this.queue = queue;
    this.background = background;
    this.metrics = metrics;
    this.parallel = parallel;
    this.progressed = progressed;
  }

  void add(Collection<String> handles) {
    handles.forEach(handle -> waiting.add(new Doomed(handle, 0)));
    request();
  }

  /** How many are not deleted yet. */
  int size() {
    return waiting.size() + underWay.size();
  }

  private void request() {
    while (requests < parallel && !waiting.isEmpty()) {
      List<Doomed> batch = batch();
      underWay.addAll(batch);
      requests++;
      background.run(
          Duration.ZERO,
          () -> queue.delete(batch.stream().map(Doomed::handle).toList()),
          (outcomes, error) -> done(batch, outcomes, error));
    }
  }

  private List<Doomed> batch() {
    List<Doomed> batch = new ArrayList<>();

    while (batch.size() < MessageQueue.BATCH && !waiting.isEmpty()) {
      batch.add(waiting.remove());
    }

    return batch;
  }

  private void done(List<Doomed> batch, List<HandleOutcome> outcomes, Throwable error) {
    requests--;
    List<Doomed> again = new ArrayList<>();

    if (error != null) {
      metrics.failed(QueueMetrics.Request.DELETE);
      LOG.warn("Some messages are deleted later or when they come again: {}", error.getMessage());
    }

    for (int i = 0; i < batch.size(); i++) {
      Doomed doomed = batch.get(i);
      HandleOutcome outcome = error == null ? outcomes.get(i) : HandleOutcome.FAILED;

      if (outcome == HandleOutcome.FAILED && doomed.failures() + 1 < TRIES) {
        again.add(doomed);
        continue;
      }

      underWay.remove(doomed);
      count(outcome);
    }

    if (!again.isEmpty()) {
      Duration pause = BACK_OFF.multipliedBy(1L << again.get(0).failures());
      background.run(pause, () -> true, (any, none) -> retry(again));
    }

    request();
    progressed.run();
  }

  private void count(HandleOutcome outcome) {
    if (outcome == HandleOutcome.DONE) {
      metrics.deleted.inc();
    } else if (outcome == HandleOutcome.EXPIRED) {
      metrics.expired.inc();
    }
  }

  private void retry(List<Doomed> again) {
    for (Doomed doomed : again) {
      underWay.remove(doomed);
      waiting.add(new Doomed(doomed.handle(), doomed.failures() + 1));
    }

    request();
  }

  /** Deletes what it can of the rest in a moment: a job that stops has no other. */
  void close() {
    long end = System.nanoTime() + AT_CLOSE.toNanos();
    waiting.addAll(underWay);

    try {
      while (!waiting.isEmpty() && System.nanoTime() < end) {
        queue.delete(batch().stream().map(Doomed::handle).toList()).forEach(this::count);
      }
    } catch (QueueException | RuntimeException e) {
      LOG.debug("The rest of the messages is deleted when they come again", e);
    }
  }
}
