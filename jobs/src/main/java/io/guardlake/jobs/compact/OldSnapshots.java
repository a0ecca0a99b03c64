package io.guardlake.jobs.compact;

import java.time.Instant;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/** Expires the snapshots that no reader within the grace can have begun with. */
public final class OldSnapshots {
  private OldSnapshots() {}

  /**
   * Expires the snapshots that were replaced before a moment, with the files that only they have.
   * The one that was current at that moment stays, however old it is: a reader may have taken it a
   * moment later, and a writer's savepoint of that moment looks for it.
   *
   * @return how many snapshots expired
   */
  static int expire(Table table, Instant replacedBefore) {
    table.refresh();
    Snapshot keep = null;

    for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
      keep = snapshot;

      if (snapshot.timestampMillis() <= replacedBefore.toEpochMilli()) {
        break;
      }
    }

    if (keep == null || keep.timestampMillis() > replacedBefore.toEpochMilli()) {
      return 0;
    }

    int before = count(table);

    if (before > 1) {
      table.expireSnapshots().expireOlderThan(keep.timestampMillis()).retainLast(1).commit();
      table.refresh();
    }

    return before - count(table);
  }

  /**
   * Expires all snapshots but the current one, with the files that only they have. Whoever reads an
   * older one loses its files.
   *
   * @return how many snapshots expired
   */
  public static int expireAllButCurrent(Table table) {
    table.refresh();
    int before = count(table);

    if (before > 1) {
      long end = table.currentSnapshot().timestampMillis() + 1;
      table.expireSnapshots().expireOlderThan(end).retainLast(1).commit();
      table.refresh();
    }

    return before - count(table);
  }

  private static int count(Table table) {
    int count = 0;

    for (Snapshot snapshot : table.snapshots()) {
      count += snapshot == null ? 0 : 1;
    }

    return count;
  }
}
