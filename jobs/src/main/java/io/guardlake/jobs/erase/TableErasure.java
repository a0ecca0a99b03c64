package io.guardlake.jobs.erase;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.compact.LiveFiles;
import io.guardlake.jobs.compact.SnapshotCommit;
import io.guardlake.jobs.erased.Tombstones;
import io.guardlake.jobs.table.CommittableFile;
import io.guardlake.jobs.table.ErasedRows;
import io.guardlake.jobs.table.ParquetOptions;
import io.guardlake.schemas.table.TableDefinition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;

/** Erases from one table: replaces each file that has such rows, all in one commit. */
final class TableErasure {
  /** As hard as compact does. */
  private static final ParquetOptions OPTIONS = ParquetOptions.defaults().withZstdLevel(3);

  private final TableDefinition definition;
  private final Table table;
  private final Tombstones tombstones;
  private final EraseListener listener;
  private final LiveFiles live;
  private final List<DataFile> hit = new ArrayList<>();
  private final List<DataFile> written = new ArrayList<>();
  private long rows;
  private int emptied;

  /** Looks at the table as it is now. */
  TableErasure(
      TableDefinition definition, Table table, Tombstones tombstones, EraseListener listener)
      throws IOException {
    this.definition = requireNonNull(definition, "definition is null");
    this.table = requireNonNull(table, "table is null");
    this.tombstones = requireNonNull(tombstones, "tombstones is null");
    this.listener = requireNonNull(listener, "listener is null");
    table.refresh();
    this.live = LiveFiles.of(table);
  }

  /** Finds the files that have such rows. */
  void find(Consumer<String> sources) throws IOException {
    ErasedRows erased = new ErasedRows(definition, table, tombstones);
    int done = 0;

    for (DataFile file : live.files().values()) {
      long count = erased.countIn(file, sources);
      done++;

      if (count > 0) {
        hit.add(file);
        rows += count;
        emptied += count == file.recordCount() ? 1 : 0;
      }

      listener.progress(EraseListener.Step.FILE_DONE, definition.name(), done, live.files().size());
    }
  }

  /** Replaces them. */
  void replace(SnapshotCommit commits) throws IOException {
    if (hit.isEmpty()) {
      return;
    }

    ErasedRows erased = new ErasedRows(definition, table, tombstones);

    for (DataFile file : hit) {
      for (CommittableFile other : erased.writeOthers(file.location(), OPTIONS)) {
        written.add(inOrderOf(file, other));
      }
    }

    long start = live.snapshot().snapshotId();
    commits.commit(table, this::overwrite, ancestors -> onlyAppendsSince(start, ancestors));
    listener.progress(EraseListener.Step.TABLE_COMMITTED, definition.name(), 1, 1);
  }

  long rows() {
    return rows;
  }

  int filesRemoved() {
    return emptied;
  }

  int filesReplaced() {
    return hit.size() - emptied;
  }

  private OverwriteFiles overwrite() {
    OverwriteFiles overwrite = table.newOverwrite();
    hit.forEach(overwrite::deleteFile);
    written.forEach(overwrite::addFile);
    return overwrite;
  }

  /** Rows of a sorted file are still sorted when some are gone. */
  private DataFile inOrderOf(DataFile before, CommittableFile file) {
    DataFile dataFile = file.dataFile(table.spec());
    SortOrder order =
        before.sortOrderId() == null ? null : table.sortOrders().get(before.sortOrderId());
    return order == null
        ? dataFile
        : DataFiles.builder(table.spec()).copy(dataFile).withSortOrder(order).build();
  }

  /** Whether every file that is to be replaced is still there: an append takes none away. */
  private static boolean onlyAppendsSince(long start, Iterable<Snapshot> ancestors) {
    for (Snapshot snapshot : ancestors) {
      if (snapshot.snapshotId() == start) {
        return true;
      }

      if (!DataOperations.APPEND.equals(snapshot.operation())) {
        return false;
      }
    }

    return false;
  }
}
