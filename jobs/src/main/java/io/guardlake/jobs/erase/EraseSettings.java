package io.guardlake.jobs.erase;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.erased.Tombstone;
import io.guardlake.jobs.table.CatalogSettings;

/**
 * What is to be erased.
 *
 * @param by who erases it, for the record
 */
public record EraseSettings(
    CatalogSettings catalog, Tombstone target, Run run, History history, String by) {

  /** Whether to do it. */
  public enum Run {
    /** Counts what would be erased, and changes nothing. */
    DRY,
    REAL
  }

  /** What becomes of the snapshots that still have the rows. */
  public enum History {
    /** They stay until compact expires them. */
    KEEP,
    /** They expire now, with their files. */
    EXPIRE
  }

  public EraseSettings {
    requireNonNull(catalog, "catalog is null");
    requireNonNull(target, "target is null");
    requireNonNull(run, "run is null");
    requireNonNull(history, "history is null");
    requireNonNull(by, "by is null");
  }
}
