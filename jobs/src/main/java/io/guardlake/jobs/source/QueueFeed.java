package io.guardlake.jobs.source;

import io.guardlake.jobs.source.HeldMessages.Held;
import io.guardlake.jobs.source.QueueMetrics.Request;
import io.guardlake.jobs.source.SortedMessage.Told;
import io.guardlake.jobs.source.queue.HandleOutcome;
import io.guardlake.jobs.source.queue.MessageQueue;
import io.guardlake.jobs.source.queue.QueueDepth;
import io.guardlake.jobs.source.queue.QueueException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.FlinkRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds objects by the messages of a queue. A message is deleted only when a checkpoint is complete
 * whose snapshot was taken after the message was told: that snapshot holds its objects, pending, or
 * with a reader, or read. Until then it is kept hidden. What is received again is known.
 *
 * <p>A message only hints at an object, and listing finds what no message told; so messages that
 * are not ours are deleted as well, and counted. Those that cannot be read are left to the queue's
 * redrive policy.
 */
final class QueueFeed implements DiscoveryFeed {
  private static final Logger LOG = LoggerFactory.getLogger(QueueFeed.class);

  /** Between receives that bring nothing: a server that does not wait is not asked without end. */
  private static final Duration EMPTY_PAUSE = Duration.ofMillis(50);

  /** So many warnings about messages between two looks at the depth; metrics count them all. */
  private static final int WARNINGS = 10;

  private final QueueLimits limits;
  private final ListingLimits errorLimits;
  private final MessageSorter sorter;
  private final MessageQueue queue;
  private final Background background;
  private final Intake intake;
  private final Runnable news;
  private final QueueMetrics metrics;
  private final MessageDeletion deletion;
  private final HeldMessages held = new HeldMessages();
  private int idleReceivers;
  private boolean failing;
  private long failingSince;
  private boolean depthFails;
  private int warnings;

  /** Messages that came at once, and when they were asked for. */
  private record Receipt(long askedAt, List<SortedMessage> messages) {}

  /**
   * @param settings with a queue
   * @param news to be run after something was offered to the intake
   */
  QueueFeed(
      ExportSourceSettings settings,
      Background background,
      Intake intake,
      MetricGroup group,
      Runnable news) {
    this.limits = settings.queue().limits();
    this.errorLimits = settings.listingLimits();
    this.sorter = new MessageSorter(settings.sources());
    this.queue = settings.queue().queues().open(settings.queue().url(), threads(limits));
    this.background = background;
    this.intake = intake;
    this.news = news;
    this.metrics = new QueueMetrics(group, this::outstanding);
    this.deletion =
        new MessageDeletion(queue, background, metrics, limits.receivers(), this::resume);
  }

  /** How many threads a queue keeps busy: receives, deletions, extensions, and the depth. */
  static int threads(QueueLimits limits) {
    return 2 * limits.receivers() + 2;
  }

  private int outstanding() {
    return held.size() + deletion.size();
  }

  @Override
  public void start() {
    for (int i = 0; i < limits.receivers(); i++) {
      receive(Duration.ZERO, 0);
    }

    extendLater();
    askDepth(Duration.ZERO);
  }

  @Override
  public void resume() {
    while (idleReceivers > 0 && hasRoom()) {
      idleReceivers--;
      receive(Duration.ZERO, 0);
    }
  }

  private boolean hasRoom() {
    return intake.hasRoom() && outstanding() < limits.outstanding();
  }

  /**
   * @param failures how often this receiver failed since it last succeeded
   */
  private void receive(Duration delay, int failures) {
    background.run(
        delay, this::receiveAndSort, (receipt, error) -> received(receipt, error, failures));
  }

  private Receipt receiveAndSort() throws QueueException {
    long askedAt = background.nanoTime();
    return new Receipt(
        askedAt,
        queue.receive(limits.receiveWait(), limits.visibility()).stream()
            .map(sorter::sort)
            .toList());
  }

  private void received(Receipt receipt, Throwable error, int failures) {
    if (error != null) {
      receive(pauseAfter(error, failures + 1), failures + 1);
      return;
    }

    failing = false;
    receipt.messages().forEach(message -> take(message, receipt.askedAt()));
    news.run();

    if (hasRoom()) {
      receive(receipt.messages().isEmpty() ? EMPTY_PAUSE : Duration.ZERO, 0);
    } else {
      idleReceivers++;
    }
  }

  private void take(SortedMessage sorted, long askedAt) {
    metrics.received.inc();
    sorted.notOurs().forEach(metrics::notOurs);

    if (sorted.detail() != null) {
      warn(sorted);
    }

    if (sorted.isUnreadable()) {
      return;
    }

    for (Told told : sorted.objects()) {
      if (intake.offer(told.day(), told.object()) == Intake.Answer.OTHER_DAY) {
        metrics.notOurs(NotOurs.OTHER_DAY);
      }
    }

    // From when it was asked for: it may have been hidden since then.
    held.add(sorted.message().id(), sorted.message().handle(), askedAt + half());
  }

  private long half() {
    return limits.visibility().dividedBy(2).toNanos();
  }

  private void warn(SortedMessage sorted) {
    if (++warnings <= WARNINGS) {
      LOG.warn(
          "Message {} of the queue is not ours. {}.{}",
          sorted.message().id().replaceAll("[^A-Za-z0-9-]", "?"),
          sorted.detail(),
          sorted.isUnreadable() ? " It is left to the queue's redrive policy." : "");
    }
  }

  private Duration pauseAfter(Throwable error, int failures) {
    metrics.failed(Request.RECEIVE);
    String detail = error.getMessage() == null ? error.toString() : error.getMessage();

    if (!(error instanceof QueueException)) {
      throw new FlinkRuntimeException("Following the queue failed: " + detail, error);
    }

    if (!failing) {
      failing = true;
      failingSince = background.nanoTime();
    }

    Duration since = Duration.ofNanos(background.nanoTime() - failingSince);

    if (since.compareTo(errorLimits.giveUpAfter()) >= 0) {
      throw new FlinkRuntimeException(
          "The queue could not be followed for " + since.toSeconds() + " seconds. " + detail,
          error);
    }

    Duration pause = errorLimits.backOff().multipliedBy(1L << Math.min(failures - 1, 20));
    Duration capped =
        pause.compareTo(errorLimits.maxBackOff()) > 0 ? errorLimits.maxBackOff() : pause;
    LOG.warn("The queue is asked again in {}: {}", capped, detail);
    return capped;
  }

  @Override
  public void snapshot(long checkpoint) {
    held.snapshot(checkpoint);
  }

  @Override
  public void completed(long checkpoint) {
    deletion.add(held.completed(checkpoint));
  }

  private void extendLater() {
    // Often enough that what is due at half-time is renewed long before its end.
    background.run(limits.visibility().dividedBy(8), () -> true, (any, error) -> extend());
  }

  private void extend() {
    List<Held> due = held.dueAt(background.nanoTime());

    if (due.isEmpty()) {
      extendLater();
      return;
    }

    long askedAt = background.nanoTime();
    background.run(
        Duration.ZERO,
        () -> extendAll(due),
        (outcomes, error) -> extended(due, outcomes, error, askedAt));
  }

  /** What became of each; where a request fails, those from there on are due again soon. */
  private List<HandleOutcome> extendAll(List<Held> due) {
    List<HandleOutcome> outcomes = new ArrayList<>();

    for (int from = 0; from < due.size(); from += MessageQueue.BATCH) {
      List<Held> batch = due.subList(from, Math.min(due.size(), from + MessageQueue.BATCH));

      try {
        outcomes.addAll(
            queue.extend(batch.stream().map(Held::handle).toList(), limits.visibility()));
      } catch (QueueException e) {
        LOG.warn("Some messages may come again too early: {}", e.getMessage());
        return outcomes;
      }
    }

    return outcomes;
  }

  private void extended(
      List<Held> due, List<HandleOutcome> outcomes, Throwable error, long askedAt) {
    int known = error == null ? outcomes.size() : 0;
    List<Held> renewed = new ArrayList<>();

    if (known < due.size()) {
      metrics.failed(Request.EXTEND);
    }

    for (int i = 0; i < known; i++) {
      if (outcomes.get(i) == HandleOutcome.DONE) {
        renewed.add(due.get(i));
      } else if (outcomes.get(i) == HandleOutcome.EXPIRED) {
        metrics.expired.inc();
        held.expired(due.get(i));
      }
    }

    metrics.extended.inc(renewed.size());
    held.renewed(renewed, askedAt + half());
    extendLater();
    resume();
  }

  private void askDepth(Duration delay) {
    background.run(delay, queue::depth, this::depth);
  }

  private void depth(QueueDepth depth, Throwable error) {
    if (warnings > WARNINGS) {
      LOG.warn("{} more messages of the queue were not ours.", warnings - WARNINGS);
    }

    warnings = 0;

    if (error == null) {
      metrics.depth(depth);
      depthFails = false;
    } else {
      metrics.failed(Request.DEPTH);
      metrics.depthUnknown();

      if (!depthFails) {
        LOG.warn("The queue's depth is not known: {}", error.getMessage());
      }

      depthFails = true;
    }

    askDepth(limits.depthEvery());
  }

  @Override
  public void close() {
    deletion.close();
    queue.close();
  }
}
