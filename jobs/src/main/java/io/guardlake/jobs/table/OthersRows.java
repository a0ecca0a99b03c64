package io.guardlake.jobs.table;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.dedup.Identity;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.finding.FindingsTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotAncestryValidator;
import org.apache.iceberg.SnapshotChanges;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.util.SnapshotUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes out of files that are about to be committed the versions that another writer has added
 * since this run was admitted. Writers own different export days, but the very same line may lie in
 * objects of both; neither learns what the other reads, so that it is here, where both pass one
 * after the other, that the second one sees what the first one has written.
 *
 * <p>Hardly anything is read for that: the bounds of updated_at in the files that others added,
 * which their manifests have, and rows only of files whose bounds meet those of files to commit.
 * Not thread-safe.
 */
final class OthersRows {
  private static final Logger LOG = LoggerFactory.getLogger(OthersRows.class);
  private static final long NOT_LOOKED = Long.MIN_VALUE;

  private final Table table;
  private final String run;
  private final boolean active;

  /** The times of all that others were seen to add. */
  private final List<UpdatedBounds> added = new ArrayList<>();

  private final Set<String> replaced = new HashSet<>();
  private long lookedAt = NOT_LOOKED;

  /**
   * @param table of the files to commit, which the caller refreshes; where its rows are no
   *     versions, nothing is done
   * @param run whose files they are, or null where nobody else writes the table
   */
  OthersRows(Table table, String run) {
    this.table = requireNonNull(table, "table is null");
    this.run = run;
    this.active =
        run != null && table.schema().findField(FindingColumn.VERSION_HASH.sqlName()) != null;
  }

  /** The files to commit in place of others: the same ones where no row is there already. */
  List<CommittableFile> without(List<CommittableFile> files) throws IOException {
    replaced.clear();

    if (!active) {
      return files;
    }

    look();
    List<CommittableFile> kept = new ArrayList<>();
    Map<CommittableFile, UpdatedBounds> suspects = new LinkedHashMap<>();

    for (CommittableFile file : files) {
      UpdatedBounds bounds = UpdatedBounds.of(file.dataFile(table.spec()));

      if (added.stream().anyMatch(bounds::meet)) {
        suspects.put(file, bounds);
      } else {
        kept.add(file);
      }
    }

    if (!suspects.isEmpty()) {
      List<DataFile> there = filesBetween(UpdatedBounds.around(suspects.values()));

      for (Map.Entry<CommittableFile, UpdatedBounds> suspect : suspects.entrySet()) {
        kept.addAll(without(suspect.getKey(), suspect.getValue(), there));
      }
    }

    return kept;
  }

  /** What the table has there, planned once for all files to commit. */
  private List<DataFile> filesBetween(UpdatedBounds bounds) throws IOException {
    List<DataFile> files = new ArrayList<>();

    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().filter(bounds.expression()).includeColumnStats().planFiles()) {
      tasks.forEach(task -> files.add(task.file()));
    }

    return files;
  }

  /** Refuses a commit if another writer has added rows since the table was looked at. */
  SnapshotAncestryValidator stillAll() {
    return ancestors -> !active || news(ancestors, lookedAt).isEmpty();
  }

  /** Deletes what was replaced, once the commit is made. */
  void committed() {
    replaced.forEach(location -> table.io().deleteFile(location));
    replaced.clear();
  }

  /** Notes what others have added since the last look, or since the run was admitted. */
  private void look() {
    long since = lookedAt == NOT_LOOKED ? Admission.since(table.properties(), run) : lookedAt;

    for (Snapshot snapshot : news(SnapshotUtil.currentAncestors(table), since)) {
      SnapshotChanges changes = SnapshotChanges.builderFor(table).snapshot(snapshot).build();

      for (DataFile file : changes.addedDataFiles()) {
        added.add(UpdatedBounds.of(file));
      }
    }

    Snapshot current = table.currentSnapshot();
    lookedAt = current == null ? PendingCommit.NO_SNAPSHOT : current.snapshotId();
  }

  /** The snapshots after one in which others have added rows. */
  private List<Snapshot> news(Iterable<Snapshot> newestFirst, long since) {
    List<Snapshot> news = new ArrayList<>();

    for (Snapshot snapshot : newestFirst) {
      if (snapshot.snapshotId() == since) {
        break;
      }

      if (addsRows(snapshot) && !isOwn(snapshot)) {
        news.add(snapshot);
      }
    }

    return news;
  }

  /** A replacement has the same rows in other files. */
  private static boolean addsRows(Snapshot snapshot) {
    boolean adds =
        DataOperations.APPEND.equals(snapshot.operation())
            || DataOperations.OVERWRITE.equals(snapshot.operation());
    return adds && snapshot.summary().containsKey(SnapshotSummary.ADDED_FILES_PROP);
  }

  private boolean isOwn(Snapshot snapshot) {
    return CommitSummary.of(snapshot).map(commit -> commit.run().equals(run)).orElse(false);
  }

  private List<CommittableFile> without(
      CommittableFile file, UpdatedBounds bounds, List<DataFile> ofTable) throws IOException {
    String location = file.file().location();
    Set<Identity> mine = new HashSet<>();
    TableIdentities.readFindings(table.io().newInputFile(location), mine::add);
    Set<Identity> there = new HashSet<>();

    for (DataFile other : ofTable) {
      if (bounds.meet(UpdatedBounds.of(other))) {
        TableIdentities.readFindings(
            table.io().newInputFile(other.location()),
            identity -> {
              if (mine.contains(identity)) {
                there.add(identity);
              }
            });
      }
    }

    if (there.isEmpty()) {
      return List.of(file);
    }

    LOG.info(
        "Another writer has written {} of the versions in {} first; they are left out.",
        there.size(),
        location);
    List<CommittableFile> kept =
        RewrittenFile.write(
            table,
            FindingsTable.DEFINITION,
            location,
            ParquetOptions.defaults(),
            row -> !there.contains(Identity.ofFinding(row)));
    replaced.add(location);
    return kept;
  }
}
