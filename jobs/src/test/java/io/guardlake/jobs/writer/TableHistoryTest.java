package io.guardlake.jobs.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.jobs.source.TableKnowledge;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableHistoryTest {
  @TempDir private Path directory;
  private Book book;
  private int files;

  @BeforeEach
  void open() {
    book = new Book(directory);
  }

  @AfterEach
  void close() throws IOException {
    book.close();
  }

  @Test
  void knowsWhatItsOwnRunCommittedUpToItsCheckpoint() {
    TableKnowledge empty = at(TableKnowledge.NO_SNAPSHOT);
    append("run", 1);
    append("run", 2);

    assertThat(isKnown(empty.with("run", 2))).isTrue();
    assertThat(isKnown(empty.with("run", 7))).isTrue();
    assertThat(isKnown(empty.with("run", 1))).as("set back to before the second").isFalse();
    assertThat(isKnown(empty.with("other", 9))).isFalse();
  }

  @Test
  void doesNotKnowWhatAnotherWriterCommittedSince() {
    append("run", 1);
    TableKnowledge then = at(current()).with("run", 1);
    assertThat(isKnown(then)).isTrue();
    append("backfill", 1);

    assertThat(isKnown(then)).isFalse();
    assertThat(isKnown(at(current()).with("run", 1))).as("after it was learnt").isTrue();
  }

  @Test
  void doesNotKnowWhatNoJobCommitted() {
    append("run", 1);
    TableKnowledge then = at(current());
    book.findings().newAppend().appendFile(file()).commit();

    assertThat(isKnown(then)).isFalse();
  }

  @Test
  void compactionAndRetentionAddNothing() {
    DataFile first = append("run", 1);
    TableKnowledge then = at(current());
    DataFile merged = file();
    book.findings().newRewrite().deleteFile(first).addFile(merged).commit();
    book.findings().newDelete().deleteFile(merged).commit();
    book.findings().newAppend().commit();

    assertThat(isKnown(then)).isTrue();
  }

  @Test
  void doesNotKnowWhereTheHistoryHasExpired() {
    append("run", 1);
    TableKnowledge then = at(current());
    append("run", 2);
    assertThat(isKnown(then.with("run", 2))).isTrue();
    append("run", 3);
    book.findings()
        .expireSnapshots()
        .expireOlderThan(System.currentTimeMillis() + 1)
        .retainLast(1)
        .commit();

    assertThat(isKnown(then.with("run", 3))).isFalse();
    assertThat(isKnown(at(TableKnowledge.NO_SNAPSHOT).with("run", 3))).isFalse();
  }

  @Test
  void doesNotKnowATableThatWasRolledBack() {
    append("run", 1);
    long before = current();
    append("run", 2);
    TableKnowledge then = at(current()).with("run", 2);
    book.findings().manageSnapshots().rollbackTo(before).commit();

    assertThat(isKnown(then)).isFalse();
  }

  @Test
  void stateOfBeforeThisWasKeptKnowsOnlyAnEmptyTable() {
    assertThat(isKnown(TableKnowledge.NONE)).isTrue();
    append("run", 1);

    assertThat(isKnown(TableKnowledge.NONE)).isFalse();
  }

  private boolean isKnown(TableKnowledge knowledge) {
    return new TableHistory(Map.of("findings", book.findings())).isKnown(knowledge);
  }

  private long current() {
    return book.findings().currentSnapshot().snapshotId();
  }

  private static TableKnowledge at(long snapshot) {
    return new TableKnowledge(Map.of("findings", snapshot), Map.of());
  }

  private DataFile append(String run, long checkpoint) {
    DataFile file = file();
    book.findings()
        .newAppend()
        .appendFile(file)
        .set("guardlake.writer-id", run + "/incarnation")
        .set("guardlake.checkpoint-id", String.valueOf(checkpoint))
        .commit();
    return file;
  }

  /** A file that nobody reads. */
  private DataFile file() {
    Table table = book.findings();
    return DataFiles.builder(table.spec())
        .withPath(table.location() + "/data/" + files++ + ".parquet")
        .withPartitionPath("severity=HIGH/updated_at_day=2026-03-10")
        .withFileSizeInBytes(1)
        .withRecordCount(1)
        .build();
  }
}
