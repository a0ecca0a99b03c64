package io.guardlake.jobs.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.jobs.dedup.IdentifiedRow;
import io.guardlake.jobs.dedup.Identity;
import io.guardlake.jobs.dedup.TableRowSerializer;
import io.guardlake.jobs.metrics.RunCounters;
import io.guardlake.schemas.drift.DriftColumn;
import io.guardlake.schemas.finding.DriftListener;
import io.guardlake.schemas.finding.FieldDrift;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.table.TableRow;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The two operators that count drift, with their state and their clock in the test's hands. */
class RecordDriftTest {
  private final String runId = UUID.randomUUID().toString();

  @Test
  void rowsLeaveWithTheCheckpointAndNotBefore() throws Exception {
    try (OneInputStreamOperatorTestHarness<DriftCount, TableRow> record = open(runId, null)) {
      process(record, count("a", 3));

      assertThat(record.extractOutputValues()).isEmpty();

      checkpoint(record, 1);

      assertThat(shown(record.extractOutputValues())).containsExactly("unknown_field a 3");
      assertThat(RunCounters.of(runId).drift()).isEqualTo(Map.of(field("a"), 3L));
    }
  }

  @Test
  void whatACheckpointHoldsIsRecordedOnceAfterARestore() throws Exception {
    OperatorSubtaskState state;

    try (OneInputStreamOperatorTestHarness<DriftCount, TableRow> record = open(runId, null)) {
      process(record, count("a", 10));
      checkpoint(record, 1);
      process(record, count("a", 4));
      state = checkpoint(record, 2);
      process(record, count("a", 100));

      assertThat(shown(record.extractOutputValues())).containsExactly("unknown_field a 10");
    }

    try (OneInputStreamOperatorTestHarness<DriftCount, TableRow> record = open(runId, state)) {
      assertThat(RunCounters.of(runId).drift()).isEqualTo(Map.of(field("a"), 14L));
      process(record, count("a", 6));
      checkpoint(record, 3);

      assertThat(shown(record.extractOutputValues())).containsExactly("unknown_field a 10");
    }
  }

  @Test
  void anHourLaterTheRestFollows() throws Exception {
    try (OneInputStreamOperatorTestHarness<DriftCount, TableRow> record = open(runId, null)) {
      process(record, count("a", 10));
      checkpoint(record, 1);
      process(record, count("a", 1));
      checkpoint(record, 2);

      assertThat(record.extractOutputValues()).hasSize(1);

      record.setProcessingTime(DriftLedger.LONGEST_WAIT.toMillis());
      checkpoint(record, 3);

      assertThat(shown(record.extractOutputValues()))
          .containsExactly("unknown_field a 10", "unknown_field a 1");
    }
  }

  @Test
  void theEndOfTheInputLeavesNothingBehind() throws Exception {
    try (OneInputStreamOperatorTestHarness<DriftCount, TableRow> record = open(runId, null)) {
      process(record, count("a", 10));
      checkpoint(record, 1);
      process(record, count("a", 1));
      record.endInput();

      assertThat(shown(record.extractOutputValues()))
          .containsExactly("unknown_field a 10", "unknown_field a 1");
    }
  }

  @Test
  void aSubtaskAddsUpWhatItMeets() throws Exception {
    try (OneInputStreamOperatorTestHarness<IdentifiedRow, DriftCount> gather =
        new OneInputStreamOperatorTestHarness<>(new GatherDrift())) {
      gather.setup(DriftCountSerializer.INSTANCE);
      gather.open();
      gather.processElement(new StreamRecord<>(version(20, field("a"), field("b"))));
      gather.processElement(new StreamRecord<>(version(10, field("a"))));

      assertThat(gather.extractOutputValues()).isEmpty();

      gather.prepareSnapshotPreBarrier(1);
      gather.prepareSnapshotPreBarrier(2);

      assertThat(gather.extractOutputValues())
          .containsExactly(
              new DriftCount(field("a"), 2, 10, 20, "uri20", 20),
              new DriftCount(field("b"), 1, 20, 20, "uri20", 20));
    }
  }

  @Test
  void aSubtaskHoldsABoundedNumberOfFields() throws Exception {
    try (OneInputStreamOperatorTestHarness<IdentifiedRow, DriftCount> gather =
        new OneInputStreamOperatorTestHarness<>(new GatherDrift())) {
      gather.setup(DriftCountSerializer.INSTANCE);
      gather.open();
      FieldDrift[] fields =
          Stream.iterate(0, i -> i + 1)
              .limit(GatherDrift.MOST_FIELDS)
              .map(i -> field("path" + i))
              .toArray(FieldDrift[]::new);
      gather.processElement(new StreamRecord<>(version(1, fields)));

      assertThat(gather.extractOutputValues()).hasSize(GatherDrift.MOST_FIELDS);
    }
  }

  private static OneInputStreamOperatorTestHarness<DriftCount, TableRow> open(
      String runId, OperatorSubtaskState state) throws Exception {
    OneInputStreamOperatorTestHarness<DriftCount, TableRow> harness =
        new OneInputStreamOperatorTestHarness<>(new RecordDrift(runId));
    harness.setup(TableRowSerializer.INSTANCE);

    if (state != null) {
      harness.initializeState(state);
    }

    harness.open();
    return harness;
  }

  private static void process(
      OneInputStreamOperatorTestHarness<DriftCount, TableRow> harness, DriftCount count)
      throws Exception {
    harness.processElement(new StreamRecord<>(count));
  }

  private static OperatorSubtaskState checkpoint(
      OneInputStreamOperatorTestHarness<DriftCount, TableRow> harness, long id) throws Exception {
    harness.prepareSnapshotPreBarrier(id);
    return harness.snapshot(id, id);
  }

  private static List<String> shown(List<TableRow> rows) {
    return rows.stream()
        .map(
            row ->
                "%s %s %d"
                    .formatted(
                        row.text(DriftColumn.KIND),
                        row.text(DriftColumn.PATH),
                        row.number(DriftColumn.OCCURRENCES)))
        .toList();
  }

  private static IdentifiedRow version(int number, FieldDrift... drift) {
    Object[] cells = new Object[FindingColumn.values().length];
    cells[FindingColumn.UPDATED_AT.ordinal()] = (long) number;
    cells[FindingColumn.SOURCE_URI.ordinal()] = "uri" + number;
    cells[FindingColumn.SOURCE_LINE.ordinal()] = number;
    return new IdentifiedRow(
        Identity.ofFinding("111122223333", "eu-west-1", "f", number, 0),
        new TableRow(FindingsTable.DEFINITION, cells),
        List.of(drift));
  }

  private static DriftCount count(String path, long occurrences) {
    return new DriftCount(field(path), occurrences, 1, 2, "s3://bucket/key", 1);
  }

  private static FieldDrift field(String path) {
    return new FieldDrift(DriftListener.Kind.UNKNOWN_FIELD, path);
  }
}
