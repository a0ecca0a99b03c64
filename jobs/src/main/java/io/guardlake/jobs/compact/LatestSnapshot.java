package io.guardlake.jobs.compact;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.erased.Tombstones;
import io.guardlake.jobs.table.OpenFiles;
import io.guardlake.jobs.table.TableRowReader;
import io.guardlake.jobs.table.TableTarget;
import io.guardlake.jobs.table.WriterLimits;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.table.TableRow;
import io.guardlake.schemas.views.LatestSnapshotTable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Writes the table findings_latest_snapshot anew from one snapshot of findings, and replaces all of
 * it in one commit.
 *
 * <p>First the eight columns that decide are read and sorted by finding, which gives the place of
 * each latest version; then, sorted by place, the rows themselves are read where they are. Both
 * sorts are external, so memory does not grow with the number of findings or versions. Rows come
 * out in the order of the files: by day of their last update, and there as compaction sorted them.
 */
final class LatestSnapshot {
  /** The snapshot of findings that a snapshot of this table shows. */
  private static final String SHOWS = "guardlake.findings-snapshot";

  private final Table findings;
  private final Table latest;
  private final CompactSettings settings;
  private final SnapshotCommit commits;
  private final Tombstones tombstones;
  private final CompactListener listener;
  private final LiveFiles live;
  private final List<DataFile> files;

  LatestSnapshot(
      Table findings,
      Table latest,
      CompactSettings settings,
      SnapshotCommit commits,
      Tombstones tombstones,
      CompactListener listener)
      throws IOException {
    this.findings = requireNonNull(findings, "findings is null");
    this.latest = requireNonNull(latest, "latest is null");
    this.settings = requireNonNull(settings, "settings is null");
    this.commits = requireNonNull(commits, "commits is null");
    this.tombstones = requireNonNull(tombstones, "tombstones is null");
    this.listener = requireNonNull(listener, "listener is null");
    findings.refresh();
    this.live = LiveFiles.of(findings);
    this.files = inOrderOfDays(findings.spec());
  }

  /**
   * Writes the table, unless it shows the newest snapshot of findings already.
   *
   * @return the moment it shows, or null if findings never had a row
   */
  Instant run() throws IOException {
    if (live.snapshot() == null) {
      return null;
    }

    Snapshot shown = lastChange(live.snapshot());

    Instant asOf = Instant.ofEpochMilli(shown.timestampMillis());

    if (!shows(shown)) {
      List<DataFile> written = write(TimeUnit.MILLISECONDS.toMicros(shown.timestampMillis()));
      listener.progress(CompactStep.LATEST_WRITTEN, latest(), 1, 1);
      commits.commit(latest, () -> overwrite(written, shown));
      listener.progress(CompactStep.LATEST_COMMITTED, latest(), 1, 1);
    }

    return asOf;
  }

  private OverwriteFiles overwrite(List<DataFile> written, Snapshot shown) {
    OverwriteFiles overwrite =
        latest
            .newOverwrite()
            .overwriteByRowFilter(Expressions.alwaysTrue())
            .set(SHOWS, String.valueOf(shown.snapshotId()));
    written.forEach(overwrite::addFile);
    return overwrite;
  }

  private boolean shows(Snapshot snapshot) {
    Snapshot current = latest.currentSnapshot();
    return current != null
        && String.valueOf(snapshot.snapshotId()).equals(current.summary().get(SHOWS));
  }

  /** Snapshots that carry a lease or a fence have no files of their own, and change no row. */
  private Snapshot lastChange(Snapshot snapshot) {
    for (Snapshot ancestor :
        SnapshotUtil.ancestorsOf(snapshot.snapshotId(), id -> findings.snapshot(id))) {
      if (hasFiles(ancestor, SnapshotSummary.ADDED_FILES_PROP)
          || hasFiles(ancestor, SnapshotSummary.DELETED_FILES_PROP)) {
        return ancestor;
      }
    }

    return snapshot;
  }

  private static boolean hasFiles(Snapshot snapshot, String property) {
    return !snapshot.summary().getOrDefault(property, "0").equals("0");
  }

  private List<DataFile> write(long asOf) throws IOException {
    try (ExternalSort<CurrentState> states =
        new ExternalSort<>(
            CurrentState.FORMAT,
            CurrentState.BY_PLACE,
            state -> CurrentState.WEIGHT,
            settings.sortMemory())) {
      findStates(states);
      return writeRows(states.sorted(), asOf);
    }
  }

  private void findStates(ExternalSort<CurrentState> states) throws IOException {
    try (ExternalSort<FindingVersion> versions =
        new ExternalSort<>(
            FindingVersion.FORMAT,
            FindingVersion.BY_FINDING_OLDEST_FIRST,
            FindingVersion::weight,
            settings.sortMemory())) {
      for (int file = 0; file < files.size(); file++) {
        readVersions(file, versions);
      }

      Records<FindingVersion> sorted = versions.sorted();
      FindingVersion before = null;
      CurrentState state = null;

      for (FindingVersion next = sorted.next(); next != null; next = sorted.next()) {
        if (before != null && next.isOfSameFindingAs(before)) {
          state = state.with(before, next);
        } else {
          addIfAny(state, states);
          state = CurrentState.of(next);
        }

        before = next;
      }

      addIfAny(state, states);
    }
  }

  private void readVersions(int file, ExternalSort<FindingVersion> versions) throws IOException {
    try (TableRowReader reader =
        TableRowReader.open(
            findings.io().newInputFile(files.get(file).location()),
            FindingsTable.DEFINITION,
            findings.schema(),
            FindingVersion.COLUMNS)) {
      long number = 0;

      for (TableRow row = reader.next(); row != null; row = reader.next()) {
        FindingVersion version = FindingVersion.of(row, file, number);

        if (!tombstones.coverFinding(version.accountId(), version.findingId())) {
          versions.add(version);
        }

        number++;
      }
    }
  }

  private List<DataFile> writeRows(Records<CurrentState> states, long asOf) throws IOException {
    List<DataFile> written = new ArrayList<>();
    PartitionSpec spec = latest.spec();

    try (OpenFiles open =
        new OpenFiles(
            TableTarget.of(LatestSnapshotTable.DEFINITION, latest),
            latest.io(),
            settings.options(),
            WriterLimits.defaults(),
            file -> written.add(file.dataFile(spec)))) {
      CurrentState state = states.next();

      while (state != null) {
        state = writeRowsOf(state, states, asOf, open);
      }

      open.finishAll();
      return written;
    } catch (IOException | RuntimeException e) {
      written.forEach(file -> latest.io().deleteFile(file.location()));
      throw e;
    }
  }

  /**
   * Writes the rows that are in the first state's file, and returns the first state of the next.
   */
  private CurrentState writeRowsOf(
      CurrentState first, Records<CurrentState> states, long asOf, OpenFiles open)
      throws IOException {
    DataFile file = files.get(first.file());

    try (TableRowReader reader =
        TableRowReader.open(
            findings.io().newInputFile(file.location()),
            FindingsTable.DEFINITION,
            findings.schema())) {
      CurrentState state = first;
      long number = -1;

      while (state != null && state.file() == first.file()) {
        TableRow row = null;

        while (number < state.row()) {
          row = reader.next();
          number++;
        }

        open.write(row(requireNonNull(row, "a row was there a moment ago"), state, asOf));
        state = states.next();
      }

      return state;
    }
  }

  private static TableRow row(TableRow finding, CurrentState state, long asOf) {
    Object[] cells = new Object[LatestSnapshotTable.DEFINITION.columns().size()];

    for (FindingColumn column : FindingColumn.values()) {
      cells[column.ordinal()] = finding.cell(column);
    }

    cells[LatestSnapshotTable.VERSION_COUNT.ordinal()] = state.versionCount();
    cells[LatestSnapshotTable.MAX_SEVERITY_SCORE.ordinal()] = state.maxSeverityScore();
    cells[LatestSnapshotTable.SEVERITY_CHANGED_AT.ordinal()] = state.severityChangedAt();
    cells[LatestSnapshotTable.AS_OF.ordinal()] = asOf;
    return new TableRow(LatestSnapshotTable.DEFINITION, cells);
  }

  private List<DataFile> inOrderOfDays(PartitionSpec spec) {
    DataFile[] sorted = live.files().values().toArray(DataFile[]::new);
    int day = spec.fields().size() - 1;
    Arrays.sort(
        sorted,
        Comparator.comparing((DataFile file) -> file.partition().get(day, Integer.class))
            .thenComparing(DataFile::location));
    return List.of(sorted);
  }

  private static void addIfAny(CurrentState state, ExternalSort<CurrentState> states)
      throws IOException {
    if (state != null) {
      states.add(state);
    }
  }

  private static String latest() {
    return LatestSnapshotTable.DEFINITION.name();
  }
}
