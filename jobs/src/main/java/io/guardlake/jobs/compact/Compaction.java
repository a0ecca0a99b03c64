package io.guardlake.jobs.compact;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.compact.CompactSummary.Size;
import io.guardlake.jobs.compact.CompactSummary.TableSummary;
import io.guardlake.jobs.config.UsageException;
import io.guardlake.jobs.erased.Tombstones;
import io.guardlake.jobs.lease.AtomicProperties.Comparison;
import io.guardlake.jobs.lease.LeaseHeldException;
import io.guardlake.jobs.lease.TableLease;
import io.guardlake.jobs.table.Catalogs;
import io.guardlake.jobs.table.OpenCatalog;
import io.guardlake.jobs.table.Tables;
import io.guardlake.jobs.table.TombstoneTable;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.views.LatestSnapshotTable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.Table;

/**
 * Compacts an output: drops old days, merges small files of closed days, writes
 * findings_latest_snapshot, expires snapshots and removes orphans.
 *
 * <p>Each of these is a commit of its own or deletes what no commit names, so a process may die at
 * any point: what is left behind is orphans, which a later compaction removes. Ingest and backfill
 * may run beside it. Two compactions may not, which a lease sees to; if that fails, Iceberg refuses
 * the second replace of the same files.
 */
public final class Compaction {
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final String PURPOSE = "compact";

  private static final List<SortedTable> TABLES =
      List.of(
          SortedTable.FINDINGS,
          SortedTable.QUARANTINE,
          SortedTable.SETTLED,
          SortedTable.DEAD_LETTERS,
          SortedTable.DRIFT);

  /** The tables whose days are dropped: drift is counts, which are small and of all time. */
  private static final Set<SortedTable> RETAINED =
      Set.of(
          SortedTable.FINDINGS,
          SortedTable.QUARANTINE,
          SortedTable.SETTLED,
          SortedTable.DEAD_LETTERS);

  private final CompactSettings settings;
  private final OpenCatalog catalog;
  private final TableLease lease;
  private final CompactListener listener;
  private final Tombstones tombstones;
  private final SnapshotCommit commits;

  private Compaction(
      CompactSettings settings, OpenCatalog catalog, TableLease lease, CompactListener listener)
      throws IOException {
    this.settings = settings;
    this.catalog = catalog;
    this.lease = lease;
    this.listener = listener;
    this.tombstones = TombstoneTable.read(catalog);
    this.commits = new SnapshotCommit(lease, tombstones);
  }

  /**
   * Compacts.
   *
   * @throws UsageException if another compaction is at work; the message says whose
   * @throws IOException if it could not be completed; what is not done the next one does
   */
  public static CompactSummary run(CompactSettings settings, CompactListener listener)
      throws IOException {
    requireNonNull(settings, "settings is null");
    requireNonNull(listener, "listener is null");

    try (OpenCatalog catalog = Catalogs.openExisting(settings.catalog());
        TableLease lease = lease(catalog)) {
      return new Compaction(settings, catalog, lease, listener).compact();
    } catch (LeaseHeldException e) {
      throw new UsageException(
          e.getMessage() + " Wait for its end, or for the lease's if it is gone.", e);
    }
  }

  /**
   * Takes the right to rewrite files of an output, which is given to one at a time.
   *
   * @throws LeaseHeldException if another has it; the message says whose process
   */
  public static TableLease lease(OpenCatalog catalog) throws LeaseHeldException, IOException {
    return TableLease.take(
        catalog.table(FindingsTable.DEFINITION.name()),
        catalog.comparesAllMetadata() ? Comparison.METADATA : Comparison.SNAPSHOTS,
        PURPOSE,
        LEASE);
  }

  private CompactSummary compact() throws IOException {
    long start = System.nanoTime();
    listener.progress(CompactStep.LEASE_TAKEN, FindingsTable.DEFINITION.name(), 1, 1);
    List<Work> works = new ArrayList<>();

    for (SortedTable table : TABLES) {
      if (catalog.has(table.name())) {
        works.add(merge(table));
      }
    }

    Table latest = Tables.ensure(catalog, LatestSnapshotTable.DEFINITION);
    works.add(new Work(latest, LatestSnapshotTable.DEFINITION.name(), size(latest), 0, 0, 0));
    Table findings = catalog.table(FindingsTable.DEFINITION.name());
    Instant asOf =
        new LatestSnapshot(findings, latest, settings, commits, tombstones, listener).run();
    List<TableSummary> tables = new ArrayList<>();

    // Last, because what was read above may be of files that only an old snapshot has by now.
    for (Work work : works) {
      tables.add(clean(work));
    }

    return new CompactSummary(tables, asOf, (System.nanoTime() - start) / 1e9);
  }

  /** Drops the old days of a table and merges the files of its closed ones. */
  private Work merge(SortedTable sorted) throws IOException {
    Table table = Tables.ensure(catalog, sorted.definition());
    Size before = size(table);
    int dropped = 0;

    if (settings.retainDays() != null && RETAINED.contains(sorted)) {
      LocalDate firstKept = LocalDate.now(settings.clock()).minusDays(settings.retainDays());
      dropped = OldDays.drop(table, sorted.definition().partitionByDay(), firstKept, commits);
      table.refresh();
      listener.progress(CompactStep.OLD_DAYS_DROPPED, sorted.name(), 1, 1);
    }

    CompactPlan plan = new FileMerge(sorted, table, settings, commits, tombstones, listener).run();
    return new Work(
        table,
        sorted.name(),
        before,
        plan.daysCompacted().size(),
        plan.daysLeftAlone().size(),
        dropped);
  }

  /** Expires the snapshots of a table and removes its orphans. */
  private TableSummary clean(Work work) throws IOException {
    Instant kept = settings.clock().instant().minus(settings.grace());
    lease.check();
    int expired = OldSnapshots.expire(work.table(), kept);
    listener.progress(CompactStep.SNAPSHOTS_EXPIRED, work.name(), 1, 1);
    lease.check();
    int removed =
        OrphanFiles.remove(
            work.table(),
            kept,
            () -> listener.progress(CompactStep.ORPHANS_LISTED, work.name(), 1, 1));
    listener.progress(CompactStep.ORPHANS_REMOVED, work.name(), 1, 1);
    return new TableSummary(
        work.name(),
        work.before(),
        size(work.table()),
        work.daysCompacted(),
        work.daysLeftAlone(),
        work.daysDropped(),
        expired,
        removed);
  }

  private static Size size(Table table) throws IOException {
    return LiveFiles.of(table).size();
  }

  /** What was done to a table before it was cleaned. */
  private record Work(
      Table table,
      String name,
      Size before,
      int daysCompacted,
      int daysLeftAlone,
      int daysDropped) {}
}
