package io.guardlake.jobs.table;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotAncestryValidator;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableOperations;
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
 * appended; then the {@link CommittedCheckpoints} in the table's properties do. Where neither does,
 * nothing is appended and the caller gets a sentence: appending could double rows or list files
 * that compaction has removed.
 *
 * <p>Versions that another writer has added meanwhile are left out: see {@link OthersRows}.
 *
 * <p>A run that is not admitted to the table any more is refused by the commit itself: see {@link
 * CommitOperations}.
 */
final class TableAppender {
  static final String WRITER_ID = "guardlake.writer-id";
  static final String CHECKPOINT_ID = "guardlake.checkpoint-id";

  private static final Logger LOG = LoggerFactory.getLogger(TableAppender.class);
  private static final int ATTEMPTS = 5;

  private final Table table;
  private final String run;
  private final ErasedFiles erased;
  private final OthersRows others;
  private final Duration firstPause;

  /**
   * @param run the run that must be admitted to the table, or null where none must be
   * @param erased takes out of the files what was erased
   */
  TableAppender(Table table, String run, ErasedFiles erased, Duration firstPause) {
    this.table = requireNonNull(table, "table is null");
    this.run = run;
    this.erased = requireNonNull(erased, "erased is null");
    this.others = new OthersRows(table, run);
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

        if (isCommitted(commit)) {
          // After a failed attempt of this very call, it was that attempt which got through.
          return last != null;
        }

        checkHistory(commit);
        commit(commit, erased.without(others.without(commit.files())));
        erased.committed();
        others.committed();
        return true;
      } catch (NotAdmittedException e) {
        throw new IOException(e.getMessage(), e);
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

  /**
   * Makes sure that the files of a commit that an old state holds are still there, unless it was
   * made: what no snapshot lists is removed as an orphan after the grace of compact.
   *
   * @throws IOException if one is gone
   */
  void requireFiles(PendingCommit commit) throws IOException {
    table.refresh();

    if (isCommitted(commit)) {
      return;
    }

    for (CommittableFile file : commit.files()) {
      if (!table.io().newInputFile(file.file().location()).exists()) {
        throw new IOException(
            ("The state holds the file %s of checkpoint %d, which was never committed to table %s"
                    + " and is gone: the state is older than the grace of compact. Start with"
                    + " --bootstrap and an empty --state instead; what the file had is read again.")
                .formatted(file.file().location(), commit.checkpointId(), table.name()));
      }
    }
  }

  private void commit(PendingCommit commit, List<CommittableFile> files) {
    SnapshotAncestryValidator stillKnown = erased.stillKnown();
    SnapshotAncestryValidator stillAll = others.stillAll();
    TableOperations operations = ((HasTableOperations) table).operations();
    Table committed = new BaseTable(new CommitOperations(operations, commit, run), table.name());
    AppendFiles append =
        committed
            .newAppend()
            .set(WRITER_ID, commit.writerId())
            .set(CHECKPOINT_ID, String.valueOf(commit.checkpointId()))
            .validateWith(
                ancestors ->
                    !has(ancestors, commit)
                        && stillKnown.validate(ancestors)
                        && stillAll.validate(ancestors));

    for (CommittableFile file : files) {
      append.appendFile(file.dataFile(table.spec()));
    }

    append.commit();
  }

  private boolean isCommitted(PendingCommit commit) {
    return CommittedCheckpoints.of(table.properties()).has(commit)
        || has(SnapshotUtil.currentAncestors(table), commit);
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
    if (CommittedCheckpoints.of(table.properties()).knows(commit.writerId())) {
      // Its last commit is known, and this one comes after it.
      return;
    }

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
    return new UncommittedException(table.name(), commit.checkpointId(), cause);
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
