package io.guardlake.jobs.alert.fire;

import static io.guardlake.jobs.alert.Rows.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.jobs.alert.Rows;
import io.guardlake.jobs.alert.account.AccountDirectory;
import io.guardlake.jobs.alert.account.AccountInfo;
import io.guardlake.jobs.alert.notice.Alert;
import io.guardlake.jobs.alert.notice.Digest;
import io.guardlake.jobs.alert.notice.Fired;
import io.guardlake.jobs.alert.notice.FiredSerializer;
import io.guardlake.jobs.alert.notice.Notice;
import io.guardlake.jobs.alert.notice.NoticeSerializer;
import io.guardlake.jobs.alert.rule.AlertRules;
import io.guardlake.jobs.alert.rule.Reason;
import io.guardlake.jobs.alert.rule.RulesReader;
import io.guardlake.jobs.dedup.Identity;
import io.guardlake.jobs.dedup.RowKey;
import io.guardlake.jobs.dedup.StreamTypes;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.table.TableRow;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class FireAlertsTest {
  private static final int MAX_PARALLELISM = 128;

  private static final AlertRules RULES =
      rules("name: r, send: t, limit: { perFinding: 1 in 1h, perRule: 2 in 10m }");

  @Test
  void remembersFindingsAcrossARestore() throws Exception {
    OperatorSubtaskState state;

    try (KeyedOneInputStreamOperatorTestHarness<RowKey, TableRow, Fired> before = fire(null)) {
      before.processElement(new StreamRecord<>(Rows.finding("f", 5).row()));
      assertThat(before.extractOutputValues()).hasSize(1);
      state = before.snapshot(1, 1);
    }

    try (KeyedOneInputStreamOperatorTestHarness<RowKey, TableRow, Fired> after = fire(state)) {
      after.processElement(new StreamRecord<>(Rows.finding("f", 5).at(NOON.plusSeconds(1)).row()));
      assertThat(after.extractOutputValues()).as("it is no new finding").isEmpty();
      after.processElement(new StreamRecord<>(Rows.finding("f", 8).row()));
      assertThat(after.extractOutputValues())
          .singleElement()
          .satisfies(
              fired -> {
                assertThat(fired.alert().before()).isEqualTo(new Alert.Before(2, 5, 0));
                assertThat(fired.digest())
                    .as("once an hour, which the restore did not forget")
                    .isEqualTo(Digest.Cause.LIMITED);
              });
    }
  }

  @Test
  void whatWasThereIsLearntOnceAndByTheSubtaskWhoseKeyItIs() throws Exception {
    List<OperatorSubtaskState> states = new ArrayList<>();
    int fired = 0;

    for (int subtask = 0; subtask < 2; subtask++) {
      try (KeyedOneInputStreamOperatorTestHarness<RowKey, TableRow, Fired> harness =
          seeded(past(100), 2, subtask)) {
        harness.open();
        assertThat(harness.numKeyedStateEntries()).isBetween(1, 99);
        states.add(harness.snapshot(1, 1));
        fired += harness.numKeyedStateEntries();
      }
    }

    assertThat(fired).as("each finding in one place").isEqualTo(100);
    OperatorSubtaskState all =
        AbstractStreamOperatorTestHarness.repackageState(
            states.toArray(OperatorSubtaskState[]::new));
    PastVersions never =
        consumer -> {
          throw new IllegalStateException("it was learnt already");
        };

    try (KeyedOneInputStreamOperatorTestHarness<RowKey, TableRow, Fired> restored =
        seeded(never, 1, 0)) {
      restored.initializeState(
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              all, MAX_PARALLELISM, 2, 1, 0));
      restored.open();
      restored.processElement(
          new StreamRecord<>(Rows.finding("f1", 8).at(NOON.plusSeconds(9)).row()));
      assertThat(restored.extractOutputValues()).as("known").isEmpty();
      restored.processElement(new StreamRecord<>(Rows.finding("new", 8).row()));
      assertThat(restored.extractOutputValues()).hasSize(1);
    }
  }

  private static PastVersions past(int findings) {
    return consumer -> {
      for (int i = 0; i < findings; i++) {
        consumer.accept(Rows.finding("f" + i, 8).row());
      }
    };
  }

  private static KeyedOneInputStreamOperatorTestHarness<RowKey, TableRow, Fired> seeded(
      PastVersions past, int parallelism, int subtask) throws Exception {
    FireAlerts function =
        new FireAlerts(
            RULES,
            AccountDirectory.none(),
            Duration.ofDays(120),
            Clock.fixed(NOON, ZoneOffset.UTC));
    KeyedOneInputStreamOperatorTestHarness<RowKey, TableRow, Fired> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new FireAlertsOperator(function, past),
            row -> Identity.ofFinding(row).key(),
            StreamTypes.ROW_KEY,
            MAX_PARALLELISM,
            parallelism,
            subtask);
    harness.setup(FiredSerializer.INSTANCE);
    return harness;
  }

  @Test
  void whatIsBeyondARulesLimitGoesIntoOneDigest() throws Exception {
    try (KeyedOneInputStreamOperatorTestHarness<String, Fired, Notice> limit = limit(null)) {
      limit.setProcessingTime(NOON.toEpochMilli());

      for (int i = 0; i < 5; i++) {
        limit.processElement(new StreamRecord<>(new Fired(alert("f" + i), null)));
      }

      limit.processElement(new StreamRecord<>(new Fired(alert("old"), Digest.Cause.OLD)));
      assertThat(limit.extractOutputValues()).hasSize(2).allMatch(Alert.class::isInstance);
      OperatorSubtaskState state = limit.snapshot(1, 1);

      try (KeyedOneInputStreamOperatorTestHarness<String, Fired, Notice> restored = limit(state)) {
        restored.setProcessingTime(NOON.plus(Duration.ofMinutes(15)).toEpochMilli());
        assertThat(restored.extractOutputValues())
            .singleElement()
            .isInstanceOfSatisfying(
                Digest.class,
                digest -> {
                  assertThat(digest.limited()).isEqualTo(3);
                  assertThat(digest.old()).isEqualTo(1);
                  assertThat(digest.since()).isEqualTo(NOON);
                  assertThat(digest.sinks()).containsExactly("t");
                });
        restored.processElement(new StreamRecord<>(new Fired(alert("later"), null)));
        assertThat(restored.extractOutputValues()).last().isInstanceOf(Alert.class);
      }
    }
  }

  private static AlertRules rules(String rule) {
    return RulesReader.read(
        "rules.yaml",
        "version: 1\nsinks: { t: { type: STDOUT } }\nrules: [{ %s }]\n".formatted(rule));
  }

  private static Alert alert(String id) {
    TableRow row = Rows.finding(id, 8).row();
    return new Alert(
        "r",
        Set.of("t"),
        Set.of(Reason.FIRST_SEEN),
        row,
        AccountInfo.unknown(row.text(FindingColumn.ACCOUNT_ID)),
        new Alert.Before(0, 0, 0),
        NOON);
  }

  private static KeyedOneInputStreamOperatorTestHarness<RowKey, TableRow, Fired> fire(
      OperatorSubtaskState state) throws Exception {
    KeyedOneInputStreamOperatorTestHarness<RowKey, TableRow, Fired> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(
                new FireAlerts(
                    RULES,
                    AccountDirectory.none(),
                    Duration.ofDays(120),
                    Clock.fixed(NOON, ZoneOffset.UTC))),
            row -> Identity.ofFinding(row).key(),
            StreamTypes.ROW_KEY);
    harness.setup(FiredSerializer.INSTANCE);
    open(harness, state);
    return harness;
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Fired, Notice> limit(
      OperatorSubtaskState state) throws Exception {
    KeyedOneInputStreamOperatorTestHarness<String, Fired, Notice> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new LimitAlerts(RULES)),
            fired -> fired.alert().rule(),
            Types.STRING);
    harness.setup(NoticeSerializer.INSTANCE);
    open(harness, state);
    return harness;
  }

  private static void open(
      KeyedOneInputStreamOperatorTestHarness<?, ?, ?> harness, OperatorSubtaskState state)
      throws Exception {
    if (state != null) {
      harness.initializeState(state);
    }

    harness.open();
  }
}
