package io.guardlake.jobs.writer;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.source.TableKnowledge;
import io.guardlake.jobs.table.CommitSummary;
import io.guardlake.jobs.table.Tables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/** What the snapshots of tables say about who added rows. */
final class TableHistory {
  private final Map<String, Table> tables;

  /**
   * @param tables by their names, loaded just now
   */
  TableHistory(Map<String, Table> tables) {
    this.tables = Map.copyOf(requireNonNull(tables, "tables is null"));
  }

  /** The current snapshot of each table. */
  Map<String, Long> snapshots() {
    Map<String, Long> snapshots = new HashMap<>();
    tables.forEach((name, table) -> snapshots.put(name, id(table.currentSnapshot())));
    return snapshots;
  }

  /** Whether no table has a row. */
  boolean isEmpty() {
    return tables.values().stream().allMatch(Tables::isEmpty);
  }

  /**
   * Whether every row of every table is known. Where the history does not reach back to what is
   * known, because snapshots have expired or were rolled back, it is not.
   */
  boolean isKnown(TableKnowledge knowledge) {
    return tables.entrySet().stream()
        .allMatch(entry -> isKnown(entry.getKey(), entry.getValue(), knowledge));
  }

  private static boolean isKnown(String name, Table table, TableKnowledge knowledge) {
    Long known = knowledge.snapshots().get(name);

    if (known == null) {
      return table.currentSnapshot() == null;
    }

    Snapshot oldest = null;

    for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
      if (snapshot.snapshotId() == known) {
        return true;
      }

      if (!isKnown(snapshot, knowledge)) {
        return false;
      }

      oldest = snapshot;
    }

    boolean whole = oldest == null || oldest.parentId() == null;
    return whole && known == TableKnowledge.NO_SNAPSHOT;
  }

  private static boolean isKnown(Snapshot snapshot, TableKnowledge knowledge) {
    // A replace has the same rows in other files, a delete has fewer.
    if (List.of(DataOperations.REPLACE, DataOperations.DELETE).contains(snapshot.operation())
        || isEmptyAppend(snapshot)) {
      return true;
    }

    Optional<CommitSummary> commit = CommitSummary.of(snapshot);
    return commit.isPresent() && knowledge.knows(commit.get().run(), commit.get().checkpointId());
  }

  private static boolean isEmptyAppend(Snapshot snapshot) {
    return DataOperations.APPEND.equals(snapshot.operation())
        && !snapshot.summary().containsKey(SnapshotSummary.ADDED_FILES_PROP);
  }

  private static long id(Snapshot snapshot) {
    return snapshot == null ? TableKnowledge.NO_SNAPSHOT : snapshot.snapshotId();
  }
}
