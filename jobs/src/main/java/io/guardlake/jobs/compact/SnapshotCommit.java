package io.guardlake.jobs.compact;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.erased.Tombstones;
import io.guardlake.jobs.lease.TableLease;
import io.guardlake.jobs.table.EraseFence;
import java.io.IOException;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotAncestryValidator;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Commits changes to tables, each once, while the lease is held. Iceberg itself tries again when
 * another writer was faster; an answer that was lost is found out by a mark in the snapshot.
 */
public final class SnapshotCommit {
  private static final String COMMIT_ID = "guardlake.compact-id";
  private static final String TOKEN = "guardlake.compact-token";
  private static final int ATTEMPTS = 5;

  private final TableLease lease;
  private final Tombstones tombstones;

  /**
   * @param tombstones those that the changes go by; where there are more by then, a commit fails
   */
  public SnapshotCommit(TableLease lease, Tombstones tombstones) {
    this.lease = requireNonNull(lease, "lease is null");
    this.tombstones = requireNonNull(tombstones, "tombstones is null");
  }

  /**
   * Makes a change.
   *
   * @param change makes the change anew for each attempt
   * @throws IOException if it is not known to be in the table
   */
  public void commit(Table table, Supplier<? extends SnapshotUpdate<?>> change) throws IOException {
    commit(table, change, SnapshotAncestryValidator.NON_VALIDATING);
  }

  /**
   * Makes a change, if the table's history is as it must be.
   *
   * @param history asked at each attempt; if it refuses, so does this
   */
  public void commit(
      Table table, Supplier<? extends SnapshotUpdate<?>> change, SnapshotAncestryValidator history)
      throws IOException {
    SnapshotAncestryValidator fence = EraseFence.notAbove(table, tombstones.count());
    String id = UUID.randomUUID().toString();
    RuntimeException last = null;

    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      lease.check();
      SnapshotUpdate<?> update = change.get();
      update.set(COMMIT_ID, id);
      update.set(TOKEN, String.valueOf(lease.token()));
      update.validateWith(ancestors -> fence.validate(ancestors) && history.validate(ancestors));

      try {
        update.commit();
        return;
      } catch (CommitFailedException | CommitStateUnknownException e) {
        last = e;
        table.refresh();

        if (isIn(table, id)) {
          return;
        }
      }
    }

    throw new IOException(
        "The change of table %s could not be committed in %d attempts, because other writers were"
                .formatted(table.name(), ATTEMPTS)
            + " faster or the catalog did not answer: "
            + (last == null ? "" : last.getMessage()),
        last);
  }

  private static boolean isIn(Table table, String id) {
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
      if (id.equals(snapshot.summary().get(COMMIT_ID))) {
        return true;
      }
    }

    return false;
  }
}
