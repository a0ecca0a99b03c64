package io.guardlake.jobs.alert.deliver;

import io.guardlake.jobs.alert.notice.AlertMetrics;
import io.guardlake.jobs.alert.notice.Notice;
import io.guardlake.schemas.alert.DeadLetterTable;
import io.guardlake.schemas.table.TableRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Delivers notices to one sink, and emits those that it had to give up as rows of {@link
 * DeadLetterTable}.
 *
 * <p>Nothing waits: a notice is sent at once, a checkpoint waits for no answer, and a sink that
 * takes nothing keeps its notices here, in a queue with a bound, while the stream goes on. What is
 * not settled is part of every checkpoint, so what a crash interrupts is sent again, with the same
 * id.
 */
final class DeliverAlerts extends AbstractStreamOperator<TableRow>
    implements OneInputStreamOperator<Notice, TableRow>, BoundedOneInput {
  /** More than these are not kept; those past them become dead letters. */
  static final int MOST_WAITING = 10_000;

  private static final long serialVersionUID = 1;
  private static final int LATENCIES = 1_000;

  private final transient MailboxExecutor mailbox;
  private final String name;
  private final AlertSink sink;
  private final String runId;
  private transient DeliveryQueue queue;
  private transient AlertClient client;
  private transient ListState<Message> unsettled;
  private transient Counter delivered;
  private transient Counter retried;
  private transient Counter deadLettered;
  private transient Histogram latency;
  private transient long timer;
  private transient boolean closed;

  DeliverAlerts(
      StreamOperatorParameters<TableRow> parameters,
      MailboxExecutor mailbox,
      String name,
      AlertSink sink,
      String runId) {
    super(parameters);
    this.mailbox = mailbox;
    this.name = name;
    this.sink = sink;
    this.runId = runId;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    queue = new DeliveryQueue(sink.delivery(), sink.limits(), MOST_WAITING);
    unsettled =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("unsettled", MessageSerializer.INSTANCE));

    for (Message message : unsettled.get()) {
      queue.restore(message);
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    client = sink.open();
    MetricGroup group = getMetricGroup().addGroup(AlertMetrics.SINK, name);
    delivered = group.counter(AlertMetrics.DELIVERED);
    retried = group.counter(AlertMetrics.RETRIED);
    deadLettered = group.counter(AlertMetrics.DEAD_LETTERED);
    latency = group.histogram(AlertMetrics.LATENCY, new DescriptiveStatisticsHistogram(LATENCIES));
    group.gauge(AlertMetrics.WAITING, () -> queue.size());
    group.gauge(AlertMetrics.CIRCUIT_OPEN, () -> queue.isOpen() ? 1 : 0);
    pump();
  }

  @Override
  public void processElement(StreamRecord<Notice> element) {
    List<DeadLetter> dead = new ArrayList<>();
    queue.add(sink.message(element.getValue()), dead);
    bury(dead);
    pump();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    unsettled.update(queue.unsettled());
  }

  /** A bounded run ends when all is delivered or given up. */
  @Override
  public void endInput() throws Exception {
    while (queue.size() > 0) {
      pump();
      mailbox.yield();
    }
  }

  @Override
  public void close() throws Exception {
    closed = true;

    if (client != null) {
      client.close();
    }

    super.close();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // What fails in settling fails the task itself.
  private void pump() {
    long now = now();

    for (List<Message> batch = queue.next(now); !batch.isEmpty(); batch = queue.next(now)) {
      List<Message> sent = batch;
      client
          .send(sent)
          .whenComplete(
              (outcomes, failure) -> {
                if (!closed) {
                  mailbox.execute(() -> settle(sent, outcomes, failure), "settle alerts");
                }
              });
    }

    Backlog.tell(runId, name, queue.isOpen() ? 0 : queue.size());
    wakeLater(now);
  }

  private void settle(List<Message> sent, List<Outcome> outcomes, Throwable failure)
      throws Exception {
    if (failure != null) {
      throw new IllegalStateException(
          "The client of sink %s failed in a way it should have told of as an outcome."
              .formatted(name),
          failure);
    }

    long now = now();
    List<DeadLetter> dead = new ArrayList<>();
    queue.settle(sent, outcomes, now, dead);

    for (int i = 0; i < sent.size(); i++) {
      if (outcomes.get(i) instanceof Outcome.Delivered) {
        delivered.inc();
        latency.update(now - sent.get(i).landedAt());
      } else if (outcomes.get(i) instanceof Outcome.Later) {
        retried.inc();
      }
    }

    bury(dead);
    pump();
  }

  private void bury(List<DeadLetter> dead) {
    for (DeadLetter letter : dead) {
      deadLettered.inc();
      LOG.warn(
          "Alert {} of rule {} was not delivered to sink {} and is in the table dead_letters: {}",
          letter.message().id(),
          letter.message().rule(),
          name,
          letter.reason());
      output.collect(
          new StreamRecord<>(
              DeadLetterTable.row(
                  letter.message().id(),
                  letter.message().incidentKey(),
                  letter.message().rule(),
                  name,
                  letter.reason().name().toLowerCase(Locale.ROOT),
                  letter.detail(),
                  letter.tries(),
                  letter.message().body(),
                  Instant.ofEpochMilli(letter.message().firedAt()),
                  Instant.ofEpochMilli(now()))));
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Timers end with the task.
  private void wakeLater(long now) {
    OptionalLong wakeAt = queue.wakeAt();

    if (wakeAt.isPresent()
        && wakeAt.getAsLong() > now
        && (timer <= now || timer > wakeAt.getAsLong())) {
      timer = wakeAt.getAsLong();
      getProcessingTimeService().registerTimer(timer, ignored -> pump());
    }
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }
}
