package io.guardlake.jobs.compact;

import io.guardlake.schemas.table.TableColumn;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;

/** Drops whole days of a table that are older than is to be kept. */
final class OldDays {
  private OldDays() {}

  /**
   * Drops, in one commit, every day before the first that is kept.
   *
   * @param day the column whose day the table is partitioned by
   * @return how many days were dropped
   */
  static int drop(Table table, TableColumn day, LocalDate firstKept, SnapshotCommit commits)
      throws IOException {
    List<LocalDate> dropped =
        LiveFiles.of(table).planned(table, false).stream()
            .map(LiveFile::day)
            .filter(found -> found.isBefore(firstKept))
            .distinct()
            .toList();

    if (!dropped.isEmpty()) {
      long from = TimeUnit.DAYS.toMicros(firstKept.toEpochDay());
      commits.commit(
          table,
          () -> table.newDelete().deleteFromRowFilter(Expressions.lessThan(day.sqlName(), from)));
    }

    return dropped.size();
  }
}
