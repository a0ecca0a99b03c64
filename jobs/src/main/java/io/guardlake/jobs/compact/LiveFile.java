package io.guardlake.jobs.compact;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;

/**
 * A file of a table's snapshot, as far as planning goes.
 *
 * @param location where it is
 * @param partition its partition as a path, such as {@code severity=LOW/updated_at_day=2026-01-31}
 * @param day the day of its rows
 * @param bytes its length
 * @param sorted whether a compaction wrote it, in the order that the table has now
 * @param commit the number of the commit that added it
 */
record LiveFile(
    String location, String partition, LocalDate day, long bytes, boolean sorted, long commit) {

  LiveFile {
    requireNonNull(location, "location is null");
    requireNonNull(partition, "partition is null");
    requireNonNull(day, "day is null");
  }
}
