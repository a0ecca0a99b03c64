package io.guardlake.jobs.compact;

import java.time.Instant;
import java.util.List;

/**
 * What a compaction did.
 *
 * @param tables one entry a table, those without work included
 * @param asOf the moment that findings_latest_snapshot shows; null if there is nothing to show
 */
public record CompactSummary(List<TableSummary> tables, Instant asOf, double seconds) {
  public CompactSummary {
    tables = List.copyOf(tables);
  }

  /**
   * What was done to one table.
   *
   * @param before what its snapshot listed before
   * @param after what it lists now, with what others have added meanwhile
   * @param daysCompacted closed days that had files to merge
   * @param daysLeftAlone closed days without new files since they were compacted
   * @param daysDropped days older than was to be kept
   */
  public record TableSummary(
      String table,
      Size before,
      Size after,
      int daysCompacted,
      int daysLeftAlone,
      int daysDropped,
      int snapshotsExpired,
      int orphansRemoved) {}

  /** Files and bytes. */
  public record Size(int files, long bytes) {}

  public int daysCompacted() {
    return tables.stream().mapToInt(TableSummary::daysCompacted).sum();
  }

  public int snapshotsExpired() {
    return tables.stream().mapToInt(TableSummary::snapshotsExpired).sum();
  }

  public int orphansRemoved() {
    return tables.stream().mapToInt(TableSummary::orphansRemoved).sum();
  }
}
