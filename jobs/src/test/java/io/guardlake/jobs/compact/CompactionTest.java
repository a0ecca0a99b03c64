package io.guardlake.jobs.compact;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.jobs.compact.CompactSummary.TableSummary;
import io.guardlake.jobs.config.UsageException;
import io.guardlake.jobs.table.NewerOutputException;
import io.guardlake.schemas.drift.DriftTable;
import io.guardlake.schemas.finding.DriftListener;
import io.guardlake.schemas.finding.FieldDrift;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.quarantine.QuarantineReason;
import io.guardlake.schemas.quarantine.QuarantineTable;
import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.table.TableRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactionTest {
  private static final TableDefinition FINDINGS = FindingsTable.DEFINITION;

  @TempDir private Path directory;
  private CompactRig rig;

  @BeforeEach
  void open() {
    rig = new CompactRig(directory);
  }

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  @Test
  void leavesOneSortedFileAPartitionWithTheSameRowsByteForByte() throws Exception {
    appendSomeTimes(4, 1, 2);
    List<String> before = rig.content(FINDINGS);
    assertThat(rig.files(FINDINGS)).hasSize(16);

    TableSummary summary = findings(rig.compact());

    assertThat(rig.content(FINDINGS)).isEqualTo(before);
    assertThat(rig.files(FINDINGS)).hasSize(4);
    assertThat(summary.before().files()).isEqualTo(16);
    assertThat(summary.after().files()).isEqualTo(4);
    assertThat(summary.daysCompacted()).isEqualTo(2);

    for (DataFile file : rig.files(FINDINGS)) {
      assertThat(rig.rows(FINDINGS, file)).isSortedAccordingTo(SortedTable.FINDINGS.order());
    }
  }

  @Test
  void isOneReplaceWithBoundsThatPrune() throws Exception {
    appendSomeTimes(3, 1);
    Table table = rig.findings();
    int before = snapshots(table);

    rig.compact();

    table.refresh();
    assertThat(snapshots(table)).isEqualTo(before + 1);
    assertThat(table.currentSnapshot().operation()).isEqualTo("replace");
    assertThat(table.currentSnapshot().summary()).containsKey("guardlake.compact-id");
    int account = table.schema().findField("account_id").fieldId();

    for (DataFile file : withStatistics(table)) {
      List<String> accounts =
          rig.rows(FINDINGS, file).stream().map(row -> row.text(FindingColumn.ACCOUNT_ID)).toList();
      assertThat(bound(file.lowerBounds().get(account))).isEqualTo(accounts.get(0));
      assertThat(bound(file.upperBounds().get(account)))
          .isEqualTo(accounts.get(accounts.size() - 1));
      assertThat(file.sortOrderId()).isEqualTo(table.sortOrder().orderId());
      assertThat(file.recordCount()).isEqualTo(accounts.size());
    }
  }

  @Test
  void leavesDaysAloneUntilTheyGetNewFiles() throws Exception {
    appendSomeTimes(2, 1, 2);
    rig.compact();
    long current = rig.findings().currentSnapshot().snapshotId();

    TableSummary second = findings(rig.compact());

    assertThat(second.daysCompacted()).isZero();
    assertThat(second.daysLeftAlone()).isEqualTo(2);
    assertThat(rig.findings().currentSnapshot().snapshotId()).isEqualTo(current);

    rig.appendFindings(3, 2);
    TableSummary third = findings(rig.compact());

    assertThat(third.daysCompacted()).isEqualTo(1);
    assertThat(third.daysLeftAlone()).isEqualTo(1);
    assertThat(rig.files(FINDINGS)).hasSize(4);
  }

  @Test
  void leavesTheOpenDayAlone() throws Exception {
    appendSomeTimes(3, 0);

    TableSummary summary = findings(rig.compact());

    assertThat(summary.after().files()).isEqualTo(6);
    assertThat(summary.daysCompacted() + summary.daysLeftAlone()).isZero();
  }

  @Test
  void keepsWhatIsAppendedBetweenReadingAndCommit() throws Exception {
    appendSomeTimes(2, 1);
    List<String> before = rig.content(FINDINGS);

    Compaction.run(rig.settings(), at(CompactStep.GROUP_WRITTEN, () -> rig.appendFindings(3, 1)));

    // Two groups were written, so it appended twice.
    assertThat(rig.content(FINDINGS))
        .hasSize(before.size() + 6)
        .containsAll(before)
        .doesNotHaveDuplicates();
    rig.compact();
    assertThat(rig.content(FINDINGS)).hasSize(before.size() + 6).containsAll(before);
    assertThat(rig.files(FINDINGS)).hasSize(2);
  }

  @Test
  void replacesNothingThatAnotherHasTakenAwayMeanwhile() throws Exception {
    appendSomeTimes(2, 1, 2);
    long from = TimeUnit.DAYS.toMicros(CompactRig.today().minusDays(1).toEpochDay());
    CompactListener dropDay =
        once(
            CompactStep.GROUP_WRITTEN,
            () ->
                rig.findings()
                    .newDelete()
                    .deleteFromRowFilter(Expressions.lessThan("updated_at", from))
                    .commit());

    assertThatThrownBy(() -> Compaction.run(rig.settings(), dropDay))
        .hasMessageContaining("Missing required files to delete");
    List<String> left = rig.content(FINDINGS);

    rig.compact();
    assertThat(rig.content(FINDINGS)).isEqualTo(left).doesNotHaveDuplicates();
  }

  @Test
  void sortsMoreThanFitsIntoMemory() throws Exception {
    rig.appendFindings(300, 1);
    rig.appendFindings(300, 1);
    List<String> before = rig.content(FINDINGS);

    Compaction.run(rig.settings().withSortMemory(100_000), CompactRig.SILENT);

    assertThat(rig.content(FINDINGS)).isEqualTo(before);

    for (DataFile file : rig.files(FINDINGS)) {
      assertThat(rig.rows(FINDINGS, file)).isSortedAccordingTo(SortedTable.FINDINGS.order());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void aSeverityAndDayHasOneFileForEachFullFileOfBytes(int target) throws Exception {
    rig.appendFindings(1500, 1);
    rig.appendFindings(1500, 1);
    List<String> before = rig.content(FINDINGS);
    long most = bytesByPartition().values().stream().max(Long::compare).orElseThrow();
    long length = most / target;
    CompactSettings small =
        rig.settings()
            .withOptions(
                rig.settings().options().withRowGroupBytes(most / 10).withFileBytes(length));

    Compaction.run(small, CompactRig.SILENT);

    Map<String, Long> bytes = bytesByPartition();
    Map<String, List<DataFile>> files =
        rig.files(FINDINGS).stream().collect(groupingBy(CompactionTest::partition));
    files.forEach(
        (partition, own) ->
            assertThat(own.size())
                .as("files of %,d bytes each for %,d", length, bytes.get(partition))
                .isLessThanOrEqualTo((int) ((bytes.get(partition) + length - 1) / length)));
    assertThat(files.values()).anyMatch(own -> own.size() > target / 2);
    assertThat(rig.files(FINDINGS))
        .allSatisfy(file -> assertThat(file.fileSizeInBytes()).isLessThan(length + most / 4));
    assertThat(rig.content(FINDINGS)).isEqualTo(before);
    assertThat(findings(Compaction.run(small, CompactRig.SILENT)).daysCompacted()).isZero();
  }

  @Test
  void commitsAsItGoesWhereThereIsMuch() throws Exception {
    appendSomeTimes(2, 1, 2, 3);
    int before = snapshots(rig.findings());
    List<String> content = rig.content(FINDINGS);
    List<Integer> seen = new ArrayList<>();

    Compaction.run(
        rig.settings().withCommitBytes(1),
        at(CompactStep.GROUPS_COMMITTED, () -> seen.add(rig.content(FINDINGS).size())));

    assertThat(snapshots(rig.findings())).isEqualTo(before + 6);
    assertThat(seen).hasSize(6).containsOnly(content.size());
    assertThat(rig.content(FINDINGS)).isEqualTo(content);
  }

  @Test
  void dropsWholeOldDaysOfFindingsAndQuarantine() throws Exception {
    appendSomeTimes(2, 1, 10, 11, 400);
    rig.append(QuarantineTable.DEFINITION, List.of(quarantined(11), quarantined(9)));

    CompactSummary summary = Compaction.run(rig.settingsRetaining(10), CompactRig.SILENT);

    assertThat(findings(summary).daysDropped()).isEqualTo(2);
    assertThat(findings(summary).after().files()).isEqualTo(4);
    assertThat(summary.tables().get(1).daysDropped()).isEqualTo(1);
    assertThat(rig.content(QuarantineTable.DEFINITION)).hasSize(1);
  }

  @Test
  void mergesQuarantineAndDriftToo() throws Exception {
    rig.appendFindings(1, 1);

    for (int i = 0; i < 3; i++) {
      rig.append(QuarantineTable.DEFINITION, List.of(quarantined(2), quarantined(2)));
      rig.append(DriftTable.DEFINITION, List.of(drift("b" + i), drift("a" + i)));
    }

    List<String> quarantine = rig.content(QuarantineTable.DEFINITION);
    List<String> drift = rig.content(DriftTable.DEFINITION);

    rig.compact();

    assertThat(rig.content(QuarantineTable.DEFINITION)).isEqualTo(quarantine);
    assertThat(rig.content(DriftTable.DEFINITION)).isEqualTo(drift);
    assertThat(rig.files(QuarantineTable.DEFINITION)).hasSize(1);
    assertThat(rig.files(DriftTable.DEFINITION)).hasSize(1);
  }

  @Test
  void theSecondOfTwoAtOnceIsRefused() throws Exception {
    appendSomeTimes(2, 1);
    List<Throwable> refused = new ArrayList<>();

    Compaction.run(
        rig.settings(),
        once(
            CompactStep.GROUP_WRITTEN,
            () -> {
              try {
                rig.compact();
              } catch (UsageException e) {
                refused.add(e);
              }
            }));

    assertThat(refused)
        .singleElement()
        .satisfies(
            e ->
                assertThat(e)
                    .hasMessageContaining(
                        "Another compact is at work on this output: process "
                            + ProcessHandle.current().pid()));
  }

  @Test
  void refusesATableWithColumnsThatItDoesNotKnow() throws Exception {
    appendSomeTimes(2, 1);
    rig.findings().updateSchema().addColumn("from_the_future", Types.StringType.get()).commit();

    assertThatThrownBy(rig::compact)
        .isInstanceOf(NewerOutputException.class)
        .hasMessageContaining("from_the_future");
  }

  @Test
  void anOutputWithoutRowsIsFine() throws Exception {
    CompactSummary summary = rig.compact();

    assertThat(summary.asOf()).isNull();
    assertThat(summary.daysCompacted()).isZero();
  }

  @Test
  void daysThatAreNotOverAreRefused() {
    assertThatThrownBy(
            () ->
                CompactSettings.of(
                    rig.settings().catalog(),
                    CompactRig.today().plusDays(1),
                    null,
                    rig.settings().grace()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--before");
  }

  private void appendSomeTimes(int times, int... daysAgo) throws IOException {
    for (int i = 0; i < times; i++) {
      rig.appendFindings(9, daysAgo);
    }
  }

  private Map<String, Long> bytesByPartition() throws IOException {
    return rig.files(FINDINGS).stream()
        .collect(groupingBy(CompactionTest::partition, summingLong(DataFile::fileSizeInBytes)));
  }

  private static String partition(DataFile file) {
    return String.valueOf(file.partition());
  }

  private static TableRow quarantined(int daysAgo) {
    Instant day = CompactRig.today().minusDays(daysAgo).atStartOfDay(ZoneOffset.UTC).toInstant();
    return QuarantineTable.row(
        QuarantineReason.NOT_JSON,
        "detail",
        "s3://b/k" + System.nanoTime(),
        null,
        null,
        new byte[] {(byte) 0xff, 0},
        false,
        null,
        day);
  }

  private static TableRow drift(String path) {
    Instant day = CompactRig.today().minusDays(3).atStartOfDay(ZoneOffset.UTC).toInstant();
    return DriftTable.row(
        new FieldDrift(DriftListener.Kind.UNKNOWN_FIELD, path), 1, 1, 2, "s3://b/k", 1, day);
  }

  private static TableSummary findings(CompactSummary summary) {
    return summary.tables().get(0);
  }

  private static int snapshots(Table table) {
    List<Snapshot> snapshots = new ArrayList<>();
    table.refresh();
    table.snapshots().forEach(snapshots::add);
    return snapshots.size();
  }

  private static List<DataFile> withStatistics(Table table) throws IOException {
    List<DataFile> files = new ArrayList<>();

    try (CloseableIterable<FileScanTask> tasks = table.newScan().includeColumnStats().planFiles()) {
      tasks.forEach(task -> files.add(task.file()));
    }

    return files;
  }

  private static String bound(ByteBuffer bytes) {
    return Conversions.fromByteBuffer(Types.StringType.get(), bytes).toString();
  }

  private interface Action {
    void run() throws IOException;
  }

  private static CompactListener at(CompactStep wanted, Action action) {
    return (step, table, done, all) -> {
      if (step == wanted && table.equals(FINDINGS.name())) {
        try {
          action.run();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  private static CompactListener once(CompactStep wanted, Action action) {
    List<CompactStep> done = new ArrayList<>();
    return at(
        wanted,
        () -> {
          if (done.isEmpty()) {
            done.add(wanted);
            action.run();
          }
        });
  }
}
