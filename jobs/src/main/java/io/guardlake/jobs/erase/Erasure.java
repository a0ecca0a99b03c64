package io.guardlake.jobs.erase;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.compact.Compaction;
import io.guardlake.jobs.compact.OldSnapshots;
import io.guardlake.jobs.compact.OrphanFiles;
import io.guardlake.jobs.compact.SnapshotCommit;
import io.guardlake.jobs.config.UsageException;
import io.guardlake.jobs.erase.EraseSummary.TableSummary;
import io.guardlake.jobs.erased.Tombstones;
import io.guardlake.jobs.lease.LeaseHeldException;
import io.guardlake.jobs.lease.TableLease;
import io.guardlake.jobs.table.Catalogs;
import io.guardlake.jobs.table.EraseFence;
import io.guardlake.jobs.table.OpenCatalog;
import io.guardlake.jobs.table.TombstoneTable;
import io.guardlake.schemas.accounts.AccountsTable;
import io.guardlake.schemas.alert.DeadLetterTable;
import io.guardlake.schemas.archived.ArchivedTable;
import io.guardlake.schemas.drift.DriftTable;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.quarantine.QuarantineTable;
import io.guardlake.schemas.quarantine.SettledTable;
import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.views.LatestSnapshotTable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Table;

/**
 * Erases what belongs to an account or a finding from every table of an output.
 *
 * <p>First a tombstone is written, then each table's fence is raised, then the table is looked at
 * and rewritten in one commit. A writer that commits after the fence was raised has looked at the
 * tombstone; what was committed before is seen. So nothing slips through between the two, whatever
 * runs beside it. A process may die at any point: run again, it goes on.
 */
public final class Erasure {
  private static final List<TableDefinition> TABLES =
      List.of(
          FindingsTable.DEFINITION,
          LatestSnapshotTable.DEFINITION,
          QuarantineTable.DEFINITION,
          SettledTable.DEFINITION,
          DriftTable.DEFINITION,
          DeadLetterTable.DEFINITION,
          AccountsTable.DEFINITION,
          ArchivedTable.DEFINITION);

  private final EraseSettings settings;
  private final OpenCatalog catalog;
  private final EraseListener listener;
  private final SourcePlaces sources;

  private Erasure(EraseSettings settings, OpenCatalog catalog, EraseListener listener) {
    this.settings = settings;
    this.catalog = catalog;
    this.listener = listener;
    this.sources = new SourcePlaces(settings.target());
  }

  /**
   * Erases.
   *
   * @throws UsageException if a compaction or another erasure is at work; the message says whose
   * @throws IOException if it could not be completed; run again, it goes on
   */
  public static EraseSummary run(EraseSettings settings, EraseListener listener)
      throws IOException {
    requireNonNull(settings, "settings is null");
    requireNonNull(listener, "listener is null");

    try (OpenCatalog catalog = Catalogs.openExisting(settings.catalog())) {
      Erasure erasure = new Erasure(settings, catalog, listener);

      if (settings.run() == EraseSettings.Run.DRY) {
        return erasure.count();
      }

      try (TableLease lease = Compaction.lease(catalog)) {
        return erasure.erase(lease);
      }
    } catch (LeaseHeldException e) {
      throw new UsageException(
          e.getMessage()
              + " Compact and erase never run at once: wait for its end, or for the lease's if it"
              + " is gone.",
          e);
    }
  }

  private EraseSummary count() throws IOException {
    long start = System.nanoTime();
    Tombstones target = Tombstones.of(List.of(settings.target()));
    List<TableSummary> summaries = new ArrayList<>();

    for (TableDefinition definition : present()) {
      Table table = catalog.table(definition.name());
      TableErasure erasure = new TableErasure(definition, table, target, listener);
      erasure.find(sources::add);
      summaries.add(summary(definition, table, erasure, 0));
    }

    return summary(summaries, start);
  }

  private EraseSummary erase(TableLease lease) throws IOException {
    long start = System.nanoTime();

    if (!TombstoneTable.read(catalog).has(settings.target())) {
      TombstoneTable.add(catalog, settings.target(), Instant.now(), settings.by());
    }

    listener.progress(EraseListener.Step.TOMBSTONE_WRITTEN, "erased", 1, 1);
    Tombstones tombstones = TombstoneTable.read(catalog);
    SnapshotCommit commits = new SnapshotCommit(lease, tombstones);
    List<TableSummary> summaries = new ArrayList<>();

    for (TableDefinition definition : present()) {
      summaries.add(erase(definition, tombstones, commits));
    }

    return summary(summaries, start);
  }

  private TableSummary erase(
      TableDefinition definition, Tombstones tombstones, SnapshotCommit commits)
      throws IOException {
    Table table = catalog.table(definition.name());
    EraseFence.raise(table, tombstones.count());
    listener.progress(EraseListener.Step.FENCE_RAISED, definition.name(), 1, 1);
    TableErasure erasure = new TableErasure(definition, table, tombstones, listener);
    erasure.find(sources::add);
    erasure.replace(commits);
    int expired = 0;

    if (settings.history() == EraseSettings.History.EXPIRE) {
      expired = expire(table, definition, commits);
    }

    return summary(definition, table, erasure, expired);
  }

  /**
   * Expires all older snapshots. Before, the manifests are written anew: one that took a file out
   * still names it, with the bounds of its columns.
   */
  private int expire(Table table, TableDefinition definition, SnapshotCommit commits)
      throws IOException {
    commits.commit(table, () -> table.rewriteManifests().clusterBy(file -> ""));
    listener.progress(EraseListener.Step.MANIFESTS_REWRITTEN, definition.name(), 1, 1);
    int expired = OldSnapshots.expireAllButCurrent(table);
    listener.progress(EraseListener.Step.SNAPSHOTS_EXPIRED, definition.name(), 1, 1);
    return expired;
  }

  private List<TableDefinition> present() {
    return TABLES.stream().filter(table -> catalog.has(table.name())).toList();
  }

  private TableSummary summary(
      TableDefinition definition, Table table, TableErasure erasure, int expired)
      throws IOException {
    table.refresh();
    int snapshots = 0;

    for (org.apache.iceberg.Snapshot snapshot : table.snapshots()) {
      snapshots += snapshot == null ? 0 : 1;
    }

    return new TableSummary(
        definition.name(),
        erasure.rows(),
        erasure.filesReplaced(),
        erasure.filesRemoved(),
        expired,
        Math.max(0, snapshots - 1),
        OrphanFiles.unlisted(table));
  }

  private EraseSummary summary(List<TableSummary> tables, long start) {
    return new EraseSummary(
        settings, tables, sources.all(), sources.hasMore(), (System.nanoTime() - start) / 1e9);
  }
}
