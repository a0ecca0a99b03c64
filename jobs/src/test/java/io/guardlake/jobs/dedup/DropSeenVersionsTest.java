package io.guardlake.jobs.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.jobs.metrics.JobCounter;
import io.guardlake.jobs.metrics.RunCounters;
import io.guardlake.schemas.finding.DriftListener;
import io.guardlake.schemas.finding.FieldDrift;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.quarantine.QuarantineReason;
import io.guardlake.schemas.quarantine.QuarantineTable;
import io.guardlake.schemas.table.TableRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class DropSeenVersionsTest {
  private static final Duration TTL = Duration.ofDays(120);

  private final String runId = UUID.randomUUID().toString();

  @Test
  void letsEachVersionThroughOnceInAnyOrder() throws Exception {
    try (Harness harness = open(runId)) {
      harness.process(finding("a", 2, 20), finding("a", 1, 10), finding("a", 2, 20));
      harness.process(finding("b", 2, 20), finding("a", 2, 21), finding("a", 1, 10));

      assertThat(harness.written()).containsExactly("a/2/20", "a/1/10", "b/2/20", "a/2/21");
      assertThat(count(JobCounter.FINDINGS)).isEqualTo(6);
      assertThat(count(JobCounter.VERSIONS_WRITTEN)).isEqualTo(4);
      assertThat(count(JobCounter.DUPLICATES_DROPPED)).isEqualTo(2);
    }
  }

  @Test
  void tellsAccountsAndRegionsApart() throws Exception {
    try (Harness harness = open(runId)) {
      harness.process(
          row("111122223333", "us-east-1", "a", 1, 1),
          row("111122223333", "us-east-2", "a", 1, 1),
          row("444455556666", "us-east-1", "a", 1, 1));

      assertThat(harness.written()).hasSize(3);
    }
  }

  @Test
  void dropsWhatTheTableHasAlready() throws Exception {
    try (Harness harness = open(runId)) {
      TableRow row = finding("a", 1, 10);
      harness.processIdentified(IdentifiedRow.known(Identity.ofFinding(row)));
      harness.process(row, finding("a", 2, 20));

      assertThat(harness.written()).containsExactly("a/2/20");
      assertThat(count(JobCounter.KNOWN)).isEqualTo(1);
      assertThat(count(JobCounter.FINDINGS)).isEqualTo(2);
    }
  }

  @Test
  void forgetsAVersionAfterItsOwnTimeToLive() throws Exception {
    try (Harness harness = open(runId)) {
      harness.setTime(Duration.ZERO);
      harness.process(finding("a", 1, 10));
      harness.setTime(TTL.dividedBy(2));
      harness.process(finding("a", 2, 20));
      harness.setTime(TTL.plusDays(1));
      harness.process(finding("a", 1, 10), finding("a", 2, 20));

      assertThat(harness.written()).containsExactly("a/1/10", "a/2/20", "a/1/10");
    }
  }

  @Test
  void remembersAcrossARestore() throws Exception {
    OperatorSubtaskState state;

    try (Harness harness = open(runId)) {
      harness.process(finding("a", 1, 10));
      state = harness.snapshot();
    }

    try (Harness harness = restore(runId, state)) {
      harness.process(finding("a", 1, 10), finding("a", 2, 20));

      assertThat(harness.written()).containsExactly("a/2/20");
      assertThat(count(JobCounter.FINDINGS)).as("counts go on within a run").isEqualTo(3);
    }
  }

  @Test
  void countsFromZeroInAnotherRun() throws Exception {
    OperatorSubtaskState state;

    try (Harness harness = open(runId)) {
      harness.process(finding("a", 1, 10));
      state = harness.snapshot();
    }

    String next = UUID.randomUUID().toString();

    try (Harness harness = restore(next, state)) {
      harness.process(finding("a", 2, 20));

      assertThat(RunCounters.of(next).count(JobCounter.FINDINGS)).isEqualTo(1);
    }
  }

  @Test
  void sendsQuarantineItsOwnWayOnceEach() throws Exception {
    try (Harness harness = open(runId)) {
      TableRow first = bad("s3://b/k", 1);
      TableRow second = bad("s3://b/k", 2);
      harness.process(first, second, first);

      assertThat(harness.quarantined()).containsExactly(first, second);
      assertThat(harness.written()).isEmpty();
      assertThat(count(JobCounter.QUARANTINED)).isEqualTo(2);
      assertThat(count(JobCounter.FINDINGS)).isZero();
    }
  }

  @Test
  void driftIsPassedOnOnceAVersion() throws Exception {
    try (Harness harness = open(runId)) {
      TableRow row = finding("a", 1, 10);
      List<FieldDrift> drift =
          List.of(new FieldDrift(DriftListener.Kind.UNKNOWN_FIELD, "service.new"));
      IdentifiedRow drifting = new IdentifiedRow(Identity.ofFinding(row), row, drift);
      harness.processIdentified(drifting);
      harness.processIdentified(drifting);
      harness.process(finding("a", 2, 20));

      assertThat(harness.drifting()).containsExactly(drifting);
      assertThat(harness.written()).containsExactly("a/1/10", "a/2/20");
      assertThat(count(JobCounter.DRIFT)).isEqualTo(1);
    }
  }

  private long count(JobCounter counter) {
    return RunCounters.of(runId).count(counter);
  }

  private static TableRow finding(String id, long updatedAt, long hash) {
    return row("111122223333", "eu-west-1", id, updatedAt, hash);
  }

  private static TableRow row(String account, String region, String id, long updatedAt, long hash) {
    Object[] cells = new Object[FindingColumn.values().length];
    cells[FindingColumn.ACCOUNT_ID.ordinal()] = account;
    cells[FindingColumn.REGION.ordinal()] = region;
    cells[FindingColumn.FINDING_ID.ordinal()] = id;
    cells[FindingColumn.UPDATED_AT.ordinal()] = updatedAt;
    cells[FindingColumn.VERSION_HASH.ordinal()] = hash;
    return new TableRow(FindingsTable.DEFINITION, cells);
  }

  private static TableRow bad(String uri, int line) {
    return QuarantineTable.row(
        QuarantineReason.NOT_JSON,
        "no",
        uri,
        "etag",
        line,
        new byte[] {1},
        false,
        null,
        Instant.EPOCH);
  }

  private static Harness open(String runId) throws Exception {
    Harness harness = new Harness(runId);
    harness.operator.open();
    return harness;
  }

  private static Harness restore(String runId, OperatorSubtaskState state) throws Exception {
    Harness harness = new Harness(runId);
    harness.operator.initializeState(state);
    harness.operator.open();
    return harness;
  }

  /** The operator alone, with its state and its clock in the test's hands. */
  private static final class Harness implements AutoCloseable {
    private final KeyedOneInputStreamOperatorTestHarness<RowKey, IdentifiedRow, TableRow> operator;

    Harness(String runId) throws Exception {
      operator =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new KeyedProcessOperator<>(new DropSeenVersions(TTL, runId)),
              element -> element.identity().key(),
              StreamTypes.ROW_KEY);
      operator.setup(TableRowSerializer.INSTANCE);
    }

    void process(TableRow... rows) throws Exception {
      for (TableRow row : rows) {
        Identity identity =
            row.table().equals(QuarantineTable.DEFINITION)
                ? Identity.ofQuarantine(row)
                : Identity.ofFinding(row);
        processIdentified(new IdentifiedRow(identity, row));
      }
    }

    void processIdentified(IdentifiedRow element) throws Exception {
      operator.processElement(new StreamRecord<>(element));
    }

    void setTime(Duration sinceEpoch) throws Exception {
      operator.setStateTtlProcessingTime(sinceEpoch.toMillis());
    }

    OperatorSubtaskState snapshot() throws Exception {
      return operator.snapshot(1, 1);
    }

    List<String> written() {
      return operator.extractOutputValues().stream()
          .map(
              row ->
                  "%s/%d/%d"
                      .formatted(
                          row.text(FindingColumn.FINDING_ID),
                          row.number(FindingColumn.UPDATED_AT),
                          row.number(FindingColumn.VERSION_HASH)))
          .toList();
    }

    List<TableRow> quarantined() {
      return operator.getSideOutput(DropSeenVersions.QUARANTINE).stream()
          .map(StreamRecord::getValue)
          .toList();
    }

    List<IdentifiedRow> drifting() {
      return operator.getSideOutput(DropSeenVersions.DRIFT).stream()
          .map(StreamRecord::getValue)
          .toList();
    }

    @Override
    public void close() throws Exception {
      operator.close();
    }
  }
}
