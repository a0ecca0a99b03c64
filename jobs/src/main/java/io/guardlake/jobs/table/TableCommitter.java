package io.guardlake.jobs.table;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * Appends finished files to the table, one Iceberg snapshot a checkpoint, once the checkpoint is
 * complete. Runs with parallelism 1.
 *
 * <p>Why each file gets into the table exactly once: a file that arrived before the barrier of
 * checkpoint n is in the state of checkpoint n. If n completes, either its notification commits the
 * file, or a later one does, or the job fails first and is restored from n or a later checkpoint,
 * whose state still has the file and which commits it at once. If n never completes, no state that
 * is ever restored has the file, and its rows are read again. That a commit which is tried twice
 * happens once is {@link TableAppender}'s doing.
 *
 * <p>Why writer ids are new at every start: checkpoint ids are not unique. A job that is restored
 * from a savepoint counts on from the savepoint's id and so uses ids again that the same job used
 * before it was rolled back. With one id for all incarnations, files of the second checkpoint 8
 * would be taken for those of the first and dropped. Files that are restored keep the id of the
 * incarnation that collected them, so whoever restores the same state, however often, asks for the
 * same pair.
 *
 * <p>Checkpoints must be aligned, which is Flink's default: files that an unaligned checkpoint
 * keeps between writer and committer would be committed once under the next checkpoint, and again
 * by a job restored from the unaligned one.
 */
final class TableCommitter extends AbstractStreamOperator<Void>
    implements OneInputStreamOperator<CommittableFile, Void> {

  private static final long serialVersionUID = 1;
  private static final String STATE = "pending-commits";
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  /** Longer than any dead writer keeps others out. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  private final CatalogSettings settings;
  private final String tableName;
  private final String run;
  private final CommitListener listener;
  private transient ListState<byte[]> state;
  private transient String writerId;
  private transient NavigableMap<Long, PendingCommit> pending;
  private transient List<PendingCommit> restored;
  private transient List<CommittableFile> collected;
  private transient OpenCatalog catalog;
  private transient Table table;
  private transient TableAppender appender;
  private transient Counter commits;
  private transient Counter repeatedCommits;
  private transient Counter filesCommitted;
  private transient Counter rowsCommitted;

  /**
   * @param run the run of the job, which must be admitted to the table before anything is
   *     committed; null where nobody else writes it
   */
  TableCommitter(CatalogSettings settings, String tableName, String run, CommitListener listener) {
    this.settings = requireNonNull(settings, "settings is null");
    this.tableName = requireNonNull(tableName, "tableName is null");
    this.run = run;
    this.listener = requireNonNull(listener, "listener is null");
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    writerId = WriterId.of(run, UUID.randomUUID());
    pending = new TreeMap<>();
    restored = new ArrayList<>();
    collected = new ArrayList<>();
    state =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>(STATE, BytePrimitiveArraySerializer.INSTANCE));

    for (byte[] bytes : state.get()) {
      restored.add(PendingCommit.fromBytes(bytes));
    }
  }

  @Override
  public void open() throws Exception {
    super.open();

    checkCheckpointing(getContainingTask().getEnvironment().getJobConfiguration());
    commits = getMetricGroup().counter("commits");
    repeatedCommits = getMetricGroup().counter("repeatedCommits");
    filesCommitted = getMetricGroup().counter("filesCommitted");
    rowsCommitted = getMetricGroup().counter("rowsCommitted");
    getMetricGroup().gauge("pendingCommits", () -> pending.size());
    catalog = Catalogs.openExisting(settings);
    table = catalog.table(tableName);
    appender =
        new TableAppender(
            table,
            run,
            new ErasedFiles(() -> TombstoneTable.read(catalog), table, Tables.named(tableName)),
            FIRST_PAUSE);

    if (!restored.isEmpty()) {
      awaitAdmission();
    }

    // The checkpoint that was restored is complete, and so are all before it.
    for (PendingCommit commit : restored) {
      appender.requireFiles(commit);
      commit(commit);
    }

    restored.clear();
  }

  @Override
  public void processElement(StreamRecord<CommittableFile> element) {
    collected.add(element.getValue());
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);

    if (!collected.isEmpty()) {
      long checkpointId = context.getCheckpointId();
      pending.put(
          checkpointId, new PendingCommit(writerId, checkpointId, baseSnapshot(), collected));
      collected.clear();
    }

    List<byte[]> bytes = new ArrayList<>();

    for (PendingCommit commit : pending.values()) {
      bytes.add(commit.toBytes());
    }

    state.update(bytes);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    super.notifyCheckpointComplete(checkpointId);
    NavigableMap<Long, PendingCommit> complete = pending.headMap(checkpointId, true);

    while (!complete.isEmpty()) {
      commit(complete.firstEntry().getValue());
      complete.pollFirstEntry();
    }
  }

  @Override
  public void close() throws Exception {
    if (catalog != null) {
      catalog.close();
    }

    super.close();
  }

  /**
   * Waits until the job's enumerator has had the run admitted. Only what was restored has to wait:
   * rows are read after that.
   */
  private void awaitAdmission() throws IOException {
    long start = System.nanoTime();

    while (run != null && !Admission.isAdmitted(table.properties(), run)) {
      if (System.nanoTime() - start > LONGEST_WAIT.toNanos()) {
        throw NotAdmittedException.notYet(tableName, LONGEST_WAIT);
      }

      try {
        Thread.sleep(FIRST_PAUSE.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("The job ended before it might commit.");
      }

      table.refresh();
    }
  }

  private void checkCheckpointing(Configuration configuration) {
    if (!CheckpointingOptions.isCheckpointingEnabled(configuration)) {
      throw new IllegalStateException(
          "Checkpoints are off, so nothing would ever be committed to table %s; turn them on."
              .formatted(tableName));
    }

    if (CheckpointingOptions.isUnalignedCheckpointEnabled(configuration)) {
      throw new IllegalStateException(
          "Unaligned checkpoints are on, with which table %s could get files twice; turn them off."
              .formatted(tableName));
    }
  }

  private void commit(PendingCommit commit) throws Exception {
    if (!appender.append(commit)) {
      repeatedCommits.inc();
      return;
    }

    commits.inc();
    filesCommitted.inc(commit.files().size());
    rowsCommitted.inc(commit.rows());
    listener.committed(tableName, commit.files().size(), commit.rows());
  }

  /**
   * The table's snapshot now, which is older than any commit still to be made. It is looked up, not
   * remembered: what a table that rarely gets rows had long ago may have expired since, and the
   * history could then not tell whether the commit was made.
   */
  private long baseSnapshot() {
    try {
      table.refresh();
    } catch (RuntimeException e) {
      // A checkpoint need not wait for the catalog; the snapshot that was seen last is older still.
      LOG.warn("Cannot look at table {} for a checkpoint.", tableName, e);
    }

    Snapshot snapshot = table.currentSnapshot();
    return snapshot == null ? PendingCommit.NO_SNAPSHOT : snapshot.snapshotId();
  }
}
