package io.guardlake.jobs.alert.deliver;

import static io.guardlake.jobs.alert.Rows.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.jobs.alert.Rows;
import io.guardlake.jobs.alert.account.AccountInfo;
import io.guardlake.jobs.alert.notice.Alert;
import io.guardlake.jobs.alert.notice.Notice;
import io.guardlake.jobs.alert.payload.Messages;
import io.guardlake.jobs.alert.rule.DeliveryWish;
import io.guardlake.jobs.alert.rule.Payload;
import io.guardlake.jobs.alert.rule.Reason;
import io.guardlake.jobs.dedup.TableRowSerializer;
import io.guardlake.schemas.alert.DeadLetterColumn;
import io.guardlake.schemas.table.TableRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliverAlertsTest {
  /** What the sink was sent; harnesses copy operators, so it cannot be theirs. */
  private static final List<String> SENT = Collections.synchronizedList(new ArrayList<>());

  private static volatile Outcome answer = Outcome.delivered();
  private static volatile boolean silent;

  @BeforeEach
  void reset() {
    SENT.clear();
    answer = Outcome.delivered();
    silent = false;
  }

  @Test
  void sendsAtOnceWithoutACheckpoint() throws Exception {
    try (OneInputStreamOperatorTestHarness<Notice, TableRow> harness = open(null)) {
      harness.processElement(new StreamRecord<>(alert("f")));

      assertThat(SENT).containsExactly(alert("f").id());
      assertThat(harness.extractOutputValues()).isEmpty();
    }
  }

  @Test
  void aCheckpointWaitsForNoAnswerAndWhatIsUnderWayIsSentAgain() throws Exception {
    silent = true;
    OperatorSubtaskState state;

    try (OneInputStreamOperatorTestHarness<Notice, TableRow> harness = open(null)) {
      harness.processElement(new StreamRecord<>(alert("f")));
      harness.processElement(new StreamRecord<>(alert("g")));
      state = harness.snapshot(1, 1);
    }

    silent = false;
    SENT.clear();

    try (OneInputStreamOperatorTestHarness<Notice, TableRow> harness = open(state)) {
      assertThat(SENT).containsExactlyInAnyOrder(alert("f").id(), alert("g").id());
    }
  }

  @Test
  void whatIsGivenUpBecomesADeadLetter() throws Exception {
    answer = new Outcome.Refused("It answered 400: no");

    try (OneInputStreamOperatorTestHarness<Notice, TableRow> harness = open(null)) {
      harness.processElement(new StreamRecord<>(alert("f")));
      harness.getTaskMailbox().take(0).run();

      assertThat(harness.extractOutputValues())
          .singleElement()
          .satisfies(
              row -> {
                assertThat(row.text(DeadLetterColumn.ALERT_ID)).isEqualTo(alert("f").id());
                assertThat(row.text(DeadLetterColumn.REASON)).isEqualTo("refused");
                assertThat(row.text(DeadLetterColumn.SINK)).isEqualTo("test");
                assertThat(row.cell(DeadLetterColumn.TRIES)).isEqualTo(1);
              });
    }
  }

  @Test
  void triesAgainByTheClock() throws Exception {
    answer = Outcome.later("no");

    try (OneInputStreamOperatorTestHarness<Notice, TableRow> harness = open(null)) {
      harness.setProcessingTime(NOON.toEpochMilli());
      harness.processElement(new StreamRecord<>(alert("f")));
      harness.getTaskMailbox().take(0).run();
      assertThat(SENT).hasSize(1);

      answer = Outcome.delivered();
      harness.setProcessingTime(NOON.plusMillis(DeliveryQueue.FIRST_PAUSE).toEpochMilli());

      assertThat(SENT).hasSize(2).containsOnly(alert("f").id());
    }
  }

  private static OneInputStreamOperatorTestHarness<Notice, TableRow> open(
      OperatorSubtaskState state) throws Exception {
    OneInputStreamOperatorTestHarness<Notice, TableRow> harness =
        new OneInputStreamOperatorTestHarness<>(
            new DeliverAlertsFactory("test", new TestSink(), "run"), 1, 1, 0);
    harness.setup(TableRowSerializer.INSTANCE);

    if (state != null) {
      harness.initializeState(state);
    }

    harness.open();
    return harness;
  }

  private static Alert alert(String id) {
    return new Alert(
        "r",
        Set.of("test"),
        Set.of(Reason.FIRST_SEEN),
        Rows.finding(id, 8).row(),
        AccountInfo.unknown("111122223333"),
        new Alert.Before(0, 0, 0),
        NOON);
  }

  private record TestSink() implements AlertSink {
    private static final long serialVersionUID = 1;

    @Override
    public DeliveryWish delivery() {
      return new DeliveryWish(3, Duration.ofHours(1), 4);
    }

    @Override
    public BatchLimits limits() {
      return new BatchLimits(1, 1_000_000);
    }

    @Override
    public Message message(Notice notice) {
      return Messages.json(notice, Payload.ALERT, 100_000);
    }

    @Override
    public AlertClient open() {
      return new AlertClient() {
        @Override
        public CompletableFuture<List<Outcome>> send(List<Message> messages) {
          messages.forEach(message -> SENT.add(message.id()));
          return silent
              ? new CompletableFuture<>()
              : CompletableFuture.completedFuture(Collections.nCopies(messages.size(), answer));
        }

        @Override
        public void close() {
          // Nothing is held.
        }
      };
    }
  }
}
