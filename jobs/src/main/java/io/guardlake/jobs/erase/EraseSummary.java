package io.guardlake.jobs.erase;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What an erasure did, or would do.
 *
 * @param tables one entry a table of the output, those without such rows included
 * @param sources where the rows came from in the export, as URIs: prefixes of an account, objects
 *     of a finding; at most {@value SourcePlaces#MOST}
 * @param moreSources whether there were more
 */
public record EraseSummary(
    EraseSettings settings,
    List<TableSummary> tables,
    List<String> sources,
    boolean moreSources,
    double seconds) {

  public EraseSummary {
    requireNonNull(settings, "settings is null");
    tables = List.copyOf(tables);
    sources = List.copyOf(sources);
  }

  /**
   * What was done to one table.
   *
   * @param rows how many rows were erased
   * @param filesReplaced how many files had other rows as well and were written anew
   * @param filesRemoved how many files had no other rows
   * @param snapshotsExpired how many snapshots expired
   * @param snapshotsLeft how many older snapshots there are, which may still list the rows' files
   * @param unlistedFiles how many data files lie there that no snapshot lists: of commits that were
   *     not made, or are still to be made
   */
  public record TableSummary(
      String table,
      long rows,
      int filesReplaced,
      int filesRemoved,
      int snapshotsExpired,
      int snapshotsLeft,
      int unlistedFiles) {}

  public long rows() {
    return tables.stream().mapToLong(TableSummary::rows).sum();
  }
}
