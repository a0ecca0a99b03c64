package io.guardlake.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.jobs.lease.AtomicProperties;
import io.guardlake.jobs.lease.RestLikeOperations;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.LocationProviders;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableAppenderTest {
  @TempDir Path directory;
  private final SampleRows samples = new SampleRows(5);
  private TestOutput output;

  @BeforeEach
  void open() {
    output = new TestOutput(directory);
  }

  @AfterEach
  void close() throws IOException {
    output.close();
  }

  @Test
  void appendsOnceWhenTheAnswerIsLost() throws Exception {
    Catalog catalog = new Catalog(output.table());
    catalog.failures = 2;
    catalog.commitsFirst = true;

    assertThat(appender(catalog).append(commit(1))).isTrue();

    assertThat(output.snapshots()).isEqualTo(1);
    assertThat(catalog.attempts).isEqualTo(1);
  }

  @Test
  void triesAgainWhenTheCommitIsLost() throws Exception {
    Catalog catalog = new Catalog(output.table());
    catalog.failures = 2;

    assertThat(appender(catalog).append(commit(1))).isTrue();

    assertThat(output.liveFiles()).hasSize(1);
    assertThat(catalog.attempts).isEqualTo(3);
  }

  @Test
  void givesUpWithASentence() throws Exception {
    Catalog catalog = new Catalog(output.table());
    catalog.failures = 100;

    assertThatThrownBy(() -> appender(catalog).append(commit(4)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Checkpoint 4 could not be committed to table");
    assertThat(output.liveFiles()).isEmpty();
  }

  @Test
  void appendsOnceWhenAnEarlierAttemptGetsThroughLate() throws Exception {
    PendingCommit commit = commit(1);
    Catalog catalog = new Catalog(output.table());
    catalog.beforeCommit = () -> appendUnchecked(commit);

    assertThat(appender(catalog).append(commit)).isTrue();

    assertThat(output.snapshots()).isEqualTo(1);
  }

  @Test
  void anAppendByAnotherWriterInBetweenIsNoObstacle() throws Exception {
    PendingCommit other = new PendingCommit("other", 1, base(), List.of(output.file(samples)));
    Catalog catalog = new Catalog(output.table());
    catalog.beforeCommit = () -> appendUnchecked(other);

    assertThat(appender(catalog).append(commit(1))).isTrue();

    assertThat(output.liveFiles()).hasSize(2);
  }

  @Test
  void tellsAnOldCommitFromTheHistory() throws Exception {
    PendingCommit first = commit(1);
    assertThat(appender(output.table()).append(first)).isTrue();

    for (int checkpoint = 2; checkpoint < 6; checkpoint++) {
      appender(output.table()).append(commit(checkpoint));
    }

    assertThat(appender(output.table()).append(first)).isFalse();
    assertThat(output.snapshots()).isEqualTo(5);
  }

  @Test
  void tellsAnOldCommitFromThePropertiesWhenTheHistoryHasExpired() throws Exception {
    PendingCommit first = commit(1);
    appender(output.table()).append(first);
    appender(output.table()).append(commit(2));
    PendingCommit other = new PendingCommit("other", 1, base(), List.of(output.file(samples)));
    appender(output.table()).append(other);
    expireAllButTheLast();

    assertThat(appender(output.table()).append(first)).isFalse();
    assertThat(appender(output.table()).append(other)).isFalse();
    assertThat(output.liveFiles()).hasSize(3);
  }

  @Test
  void aCommitAfterTheLastOneOfItsWriterNeedsNoHistory() throws Exception {
    PendingCommit late = commit(7);
    appender(output.table()).append(commit(1));
    appender(output.table())
        .append(new PendingCommit("other", 1, base(), List.of(output.file(samples))));
    expireAllButTheLast();

    assertThat(appender(output.table()).append(late)).isTrue();
    assertThat(output.liveFiles()).hasSize(3);
  }

  @Test
  void refusesACommitThatNeitherHistoryNorPropertiesTellOf() throws Exception {
    PendingCommit first = commit(1);
    appender(output.table()).append(first);
    appender(output.table()).append(commit(2));
    appender(output.table()).append(commit(3));
    output.table().updateProperties().remove("guardlake.committed.w").commit();
    expireAllButTheLast();

    assertThatThrownBy(() -> appender(output.table()).append(first))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be told whether the files were committed")
        .hasMessageContaining("--bootstrap");
    assertThat(appender(output.table()).append(commit(4))).isTrue();
  }

  @Test
  void theLastCommitsOfFiftyWritersAreKept() throws Exception {
    for (int writer = 0; writer < 53; writer++) {
      PendingCommit commit =
          new PendingCommit("w" + writer, 1, base(), List.of(output.file(samples)));
      assertThat(appender(output.table()).append(commit)).isTrue();
    }

    assertThat(output.table().properties().keySet())
        .filteredOn(key -> key.startsWith("guardlake.committed."))
        .hasSize(50)
        .contains("guardlake.committed.w3", "guardlake.committed.w52")
        .doesNotContain("guardlake.committed.w2");
  }

  @Test
  void aRunThatIsNotAdmittedIsRefusedByTheCommitItself() throws Exception {
    Map<String, String> admitted =
        Admission.admit(output.table().properties(), "run", 1, Set.of("run"), null);
    set(admitted);
    PendingCommit commit = commit(1);
    Catalog catalog = new Catalog(output.table());
    // After the last look, before the commit: this is when a process wakes that was paused.
    catalog.beforeCommit =
        () -> set(Admission.admit(output.table().properties(), "next", 2, Set.of("next"), null));

    assertThatThrownBy(
            () ->
                new TableAppender(
                        new BaseTable(catalog, "findings"),
                        "run",
                        TestOutput.nothingErased(output.table()),
                        Duration.ofMillis(1))
                    .append(commit))
        .isInstanceOf(IOException.class)
        .hasCauseInstanceOf(NotAdmittedException.class)
        .hasMessageContaining("Another writer took over")
        .hasMessageContaining("Run it again");
    assertThat(output.liveFiles()).isEmpty();
    assertThat(catalog.attempts).isEqualTo(1);
  }

  /** A REST catalog would not compare the properties: see AtomicProperties. */
  @Test
  void aRunThatIsNotAdmittedIsRefusedWhereOnlySnapshotsAreCompared() throws Exception {
    set(Admission.admit(output.table().properties(), "run", 1, Set.of("run"), null));
    PendingCommit commit = commit(1);
    Catalog catalog =
        new Catalog(new RestLikeOperations(((HasTableOperations) output.table()).operations()));
    AtomicProperties.Change<RuntimeException> next =
        now -> Admission.admit(now, "next", 2, Set.of("next"), null);
    catalog.beforeCommit =
        () -> {
          try {
            new AtomicProperties(
                    output.catalog().table("findings"), AtomicProperties.Comparison.SNAPSHOTS)
                .change(next);
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        };

    assertThatThrownBy(
            () ->
                new TableAppender(
                        new BaseTable(catalog, "findings"),
                        "run",
                        TestOutput.nothingErased(output.table()),
                        Duration.ofMillis(1))
                    .append(commit))
        .hasCauseInstanceOf(NotAdmittedException.class);
    assertThat(output.liveFiles()).isEmpty();
  }

  @Test
  void filesThatCompactionReplacedInBetweenStayReplaced() throws Exception {
    appender(output.table()).append(commit(1));
    CommittableFile merged = output.file(samples);
    Catalog catalog = new Catalog(output.table());
    catalog.beforeCommit = () -> replaceAllBy(merged);
    PendingCommit second = commit(2);

    assertThat(appender(catalog).append(second)).isTrue();

    assertThat(output.liveFiles())
        .containsExactlyInAnyOrder(
            merged.file().location(), second.files().get(0).file().location());
  }

  private void replaceAllBy(CommittableFile merged) {
    org.apache.iceberg.Table table = output.catalog().table("findings");
    RewriteFiles rewrite = table.newRewrite();

    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      tasks.forEach(task -> rewrite.deleteFile(task.file()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }

    rewrite.addFile(merged.dataFile(table.spec())).commit();
  }

  private void set(Map<String, String> properties) {
    UpdateProperties update = output.catalog().table("findings").updateProperties();
    output.table().properties().keySet().stream()
        .filter(key -> !properties.containsKey(key))
        .forEach(update::remove);
    properties.forEach(update::set);
    update.commit();
  }

  private void expireAllButTheLast() {
    output
        .table()
        .expireSnapshots()
        .expireOlderThan(System.currentTimeMillis() + 1)
        .retainLast(1)
        .commit();
  }

  private PendingCommit commit(long checkpoint) throws IOException {
    return new PendingCommit("w", checkpoint, base(), List.of(output.file(samples)));
  }

  private long base() {
    return output.table().currentSnapshot() == null
        ? PendingCommit.NO_SNAPSHOT
        : output.table().currentSnapshot().snapshotId();
  }

  private static TableAppender appender(org.apache.iceberg.Table table) {
    return new TableAppender(table, null, TestOutput.nothingErased(table), Duration.ofMillis(1));
  }

  private static TableAppender appender(Catalog catalog) {
    return appender(new BaseTable(catalog, "guardlake.findings"));
  }

  private void appendUnchecked(PendingCommit commit) {
    try {
      appender(output.catalog().table("findings")).append(commit);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A catalog whose answers get lost, with or without the commit they answer. */
  private static final class Catalog implements TableOperations {
    private final TableOperations table;
    private int failures;
    private int attempts;
    private boolean commitsFirst;
    private Runnable beforeCommit = () -> {};

    Catalog(org.apache.iceberg.Table table) {
      this(((HasTableOperations) table).operations());
    }

    Catalog(TableOperations table) {
      this.table = table;
    }

    @Override
    public void commit(TableMetadata base, TableMetadata metadata) {
      attempts++;
      Runnable before = beforeCommit;
      beforeCommit = () -> {};
      before.run();

      if (commitsFirst || failures == 0) {
        table.commit(base, metadata);
      }

      if (failures > 0) {
        failures--;
        throw new CommitStateUnknownException(new IOException("connection reset"));
      }
    }

    @Override
    public TableMetadata current() {
      return table.current();
    }

    @Override
    public TableMetadata refresh() {
      return table.refresh();
    }

    @Override
    public FileIO io() {
      return table.io();
    }

    @Override
    public String metadataFileLocation(String fileName) {
      return table.metadataFileLocation(fileName);
    }

    @Override
    public LocationProvider locationProvider() {
      return LocationProviders.locationsFor(
          table.current().location(), table.current().properties());
    }
  }
}
