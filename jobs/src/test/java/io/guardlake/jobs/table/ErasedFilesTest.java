package io.guardlake.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.jobs.erase.EraseListener;
import io.guardlake.jobs.erase.EraseSettings;
import io.guardlake.jobs.erase.Erasure;
import io.guardlake.jobs.erased.Tombstone;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.table.TableRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is committed beside an erasure. */
class ErasedFilesTest {
  @TempDir private Path directory;
  private final SampleRows samples = new SampleRows(5);
  private TestOutput output;
  private List<TableRow> rows;
  private String account;

  @BeforeEach
  void open() throws IOException {
    output = new TestOutput(directory);
    rows = new ArrayList<>();

    for (int i = 0; i < 60; i++) {
      rows.add(samples.next("HIGH", SampleRows.DAY_ZERO + i));
    }

    account = rows.get(0).text(FindingColumn.ACCOUNT_ID);
  }

  @AfterEach
  void close() throws IOException {
    output.close();
  }

  @Test
  void rowsUnderWayWhenTheirAccountIsErasedAreNeverCommitted() throws Exception {
    List<CommittableFile> files = output.files(rows);
    PendingCommit commit = new PendingCommit("w", 1, PendingCommit.NO_SNAPSHOT, files);
    erase();

    assertThat(appender(output.table()).append(commit)).isTrue();

    assertThat(output.findingIds()).isEqualTo(idsOfOthers()).isNotEmpty();
    assertThat(Path.of(java.net.URI.create(files.get(0).file().location()))).doesNotExist();
    assertThat(appender(output.table()).append(commit)).isFalse();
  }

  @Test
  void anErasureBetweenTheLookAndTheCommitIsNoticed() throws Exception {
    PendingCommit commit = new PendingCommit("w", 1, PendingCommit.NO_SNAPSHOT, output.files(rows));
    Table table = output.table();
    ErasedFiles erased =
        new ErasedFiles(
            () -> TombstoneTable.read(output.catalog()), table, FindingsTable.DEFINITION);
    List<CommittableFile> looked = erased.without(commit.files());
    erase();

    assertThatThrownBy(
            () -> {
              org.apache.iceberg.AppendFiles append =
                  table.newAppend().validateWith(erased.stillKnown());
              looked.forEach(file -> append.appendFile(file.dataFile(table.spec())));
              append.commit();
            })
        .hasMessageContaining("More was erased");
    assertThat(output.findingIds()).isEmpty();
  }

  @Test
  void aFileWithoutSuchRowsIsCommittedAsItIs() throws Exception {
    erase();
    List<CommittableFile> files =
        output.files(
            rows.stream()
                .filter(row -> !account.equals(row.text(FindingColumn.ACCOUNT_ID)))
                .toList());

    appender(output.table()).append(new PendingCommit("w", 1, PendingCommit.NO_SNAPSHOT, files));

    assertThat(output.liveFiles())
        .isEqualTo(files.stream().map(file -> file.file().location()).sorted().toList());
    assertThat(Path.of(java.net.URI.create(files.get(0).file().location()))).exists();

    try (Stream<Path> left = Files.walk(directory)) {
      assertThat(
              left.filter(path -> path.toString().contains("findings/data"))
                  .filter(Files::isRegularFile))
          .hasSize(files.size());
    }
  }

  private TableAppender appender(Table table) {
    return new TableAppender(
        table,
        null,
        new ErasedFiles(
            () -> TombstoneTable.read(output.catalog()), table, FindingsTable.DEFINITION),
        Duration.ofMillis(1));
  }

  private List<String> idsOfOthers() {
    return rows.stream()
        .filter(row -> !account.equals(row.text(FindingColumn.ACCOUNT_ID)))
        .map(row -> row.text(FindingColumn.FINDING_ID))
        .sorted()
        .toList();
  }

  private void erase() throws IOException {
    EraseListener silent = (step, table, done, all) -> {};
    Erasure.run(
        new EraseSettings(
            output.catalog().settings(),
            new Tombstone(Tombstone.Kind.ACCOUNT, account),
            EraseSettings.Run.REAL,
            EraseSettings.History.KEEP,
            "tester"),
        silent);
  }
}
