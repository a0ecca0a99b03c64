package io.guardlake.jobs.compact;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.config.UsageException;
import io.guardlake.jobs.table.CatalogSettings;
import io.guardlake.jobs.table.ParquetOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;

/**
 * What a compaction was told to do, checked.
 *
 * @param before days before this one are closed and compacted
 * @param retainDays findings and quarantine keep so many whole days before today; null: all
 * @param grace snapshots replaced and files unreferenced for less than this are kept
 * @param options how files are written; the size of a file among them
 * @param sortMemory how many bytes of rows are sorted in memory at a time
 * @param commitBytes a replace is committed once it covers so many bytes of files
 */
public record CompactSettings(
    CatalogSettings catalog,
    LocalDate before,
    Integer retainDays,
    Duration grace,
    ParquetOptions options,
    long sortMemory,
    long commitBytes,
    Clock clock) {

  /** Files are read often and written once, so they are compressed harder than ingest does. */
  private static final int ZSTD_LEVEL = 3;

  private static final Duration LONGEST_GRACE = Duration.ofDays(36_500);
  private static final long LEAST_SORT_MEMORY = 16L << 20;
  private static final long MOST_SORT_MEMORY = 256L << 20;
  private static final long COMMIT_BYTES = 4L << 30;

  public CompactSettings {
    requireNonNull(catalog, "catalog is null");
    requireNonNull(before, "before is null");
    requireNonNull(grace, "grace is null");
    requireNonNull(options, "options is null");
    requireNonNull(clock, "clock is null");

    if (before.isAfter(LocalDate.now(clock))) {
      throw new UsageException(
          "--before is %s; days that are not over cannot be closed, so give today (UTC) or earlier."
              .formatted(before));
    }

    if (grace.compareTo(LONGEST_GRACE) > 0) {
      throw new UsageException(
          "--grace is longer than %d days; give a shorter one.".formatted(LONGEST_GRACE.toDays()));
    }

    if (retainDays != null && retainDays < 1) {
      throw new UsageException(
          "--retain is %d; give the number of days to keep, at least 1.".formatted(retainDays));
    }
  }

  /**
   * The settings that a command line gives.
   *
   * @param before null for today, UTC
   */
  public static CompactSettings of(
      CatalogSettings catalog, LocalDate before, Integer retainDays, Duration grace) {
    Clock clock = Clock.systemUTC();
    long memory = Runtime.getRuntime().maxMemory() / 8;
    return new CompactSettings(
        catalog,
        before == null ? LocalDate.now(clock) : before,
        retainDays,
        grace,
        ParquetOptions.defaults().withZstdLevel(ZSTD_LEVEL),
        Math.min(MOST_SORT_MEMORY, Math.max(LEAST_SORT_MEMORY, memory)),
        COMMIT_BYTES,
        clock);
  }

  CompactSettings withOptions(ParquetOptions changed) {
    return new CompactSettings(
        catalog, before, retainDays, grace, changed, sortMemory, commitBytes, clock);
  }

  CompactSettings withSortMemory(long bytes) {
    return new CompactSettings(
        catalog, before, retainDays, grace, options, bytes, commitBytes, clock);
  }

  CompactSettings withCommitBytes(long bytes) {
    return new CompactSettings(
        catalog, before, retainDays, grace, options, sortMemory, bytes, clock);
  }
}
