package io.guardlake.jobs.table;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotAncestryValidator;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.util.SnapshotUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends pending commits to a table, each exactly once, however often it is asked to and whatever
 * the catalog's answer is.
 *
 * <p>A snapshot names the writer and the checkpoint it comes from. A pair that the history of the
 * current snapshot has is never appended again; that is looked up before the first attempt and,
 * because an attempt whose answer was lost may still succeed later, by Iceberg's own validation
 * against the very metadata that each attempt replaces.
 *
 * <p>Where snapshots have been expired, the history may no longer tell whether an old pair was
 * appended. Then nothing is appended and the caller gets a sentence: appending could double rows or
 * list files that compaction has removed.
 */
final class TableAppender {
  static final String WRITER_ID = "guardlake.writer-id";
  static final String CHECKPOINT_ID = "guardlake.checkpoint-id";

  private static final Logger LOG = LoggerFactory.getLogger(TableAppender.class);
  private static final int ATTEMPTS = 5;

  private final Table table;
  private final ErasedFiles erased;
  private final Duration firstPause;

  /**
   * @param erased takes out of the files what was erased
   */
  TableAppender(Table table, ErasedFiles erased, Duration firstPause) {
    this.table = requireNonNull(table, "table is null");
    this.erased = requireNonNull(erased, "erased is null");
    this.firstPause = requireNonNull(firstPause, "firstPause is null");
  }

  /**
   * Appends the files of a commit as one snapshot.
   *
   * @return whether it was appended now; false if the table had it already
   * @throws IOException if it is not known to be in the table; nothing is lost, the same commit may
   *     be tried again later
   */
  boolean append(PendingCommit commit) throws IOException {
    RuntimeException last = null;
    Duration pause = firstPause;

    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        table.refresh();

        if (has(SnapshotUtil.currentAncestors(table), commit)) {
          // After a failed attempt of this very call, it was that attempt which got through.
          return last != null;
        }

        checkHistory(commit);
        commit(commit, erased.without(commit.files()));
        erased.committed();
        return true;
      } catch (NoSuchTableException | IllegalArgumentException e) {
        throw failure(commit, e);
      } catch (RuntimeException e) {
        // Whether this one counts is what the next look at the table tells.
        LOG.warn(
            "Attempt {} of {} to commit checkpoint {} to {} failed.",
            attempt,
            ATTEMPTS,
            commit.checkpointId(),
            table.name(),
            e);
        last = e;
      }

      pause(pause);
      pause = pause.multipliedBy(2);
    }

    throw failure(commit, last);
  }

  private void commit(PendingCommit commit, List<CommittableFile> files) {
    SnapshotAncestryValidator stillKnown = erased.stillKnown();
    AppendFiles append =
        table
            .newAppend()
            .set(WRITER_ID, commit.writerId())
            .set(CHECKPOINT_ID, String.valueOf(commit.checkpointId()))
            .validateWith(ancestors -> !has(ancestors, commit) && stillKnown.validate(ancestors));

    for (CommittableFile file : files) {
      append.appendFile(file.dataFile(table.spec()));
    }

    append.commit();
  }

  private static boolean has(Iterable<Snapshot> history, PendingCommit commit) {
    String checkpoint = String.valueOf(commit.checkpointId());

    for (Snapshot snapshot : history) {
      if (commit.writerId().equals(snapshot.summary().get(WRITER_ID))
          && checkpoint.equals(snapshot.summary().get(CHECKPOINT_ID))) {
        return true;
      }
    }

    return false;
  }

  /**
   * Makes sure that the history reaches back far enough for a missing pair to mean something: to
   * the table's first snapshot, or to one that is older than the commit.
   */
  private void checkHistory(PendingCommit commit) throws IOException {
    Snapshot oldest = null;

    for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
      if (snapshot.snapshotId() == commit.baseSnapshot()) {
        return;
      }

      oldest = snapshot;
    }

    boolean whole = oldest == null || oldest.parentId() == null;

    if (whole && commit.baseSnapshot() == PendingCommit.NO_SNAPSHOT) {
      return;
    }

    throw new IOException(
        ("The state holds %d files of checkpoint %d for table %s, but the table's snapshots of"
                + " that time have expired or were rolled back, so it cannot be told whether the"
                + " files were committed. Start with --bootstrap and an empty --state instead.")
            .formatted(commit.files().size(), commit.checkpointId(), table.name()));
  }

  private IOException failure(PendingCommit commit, RuntimeException cause) {
    return new IOException(
        "Checkpoint %d of writer %s could not be committed to table %s: %s"
            .formatted(commit.checkpointId(), commit.writerId(), table.name(), cause.getMessage()),
        cause);
  }

  private static void pause(Duration pause) throws IOException {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The commit was interrupted.", e);
    }
  }
}
