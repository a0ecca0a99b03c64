package io.guardlake.jobs.writer;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.source.DayRange;
import io.guardlake.jobs.table.CatalogSettings;
import java.io.Serializable;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;

/**
 * Who wants to write an output, and how.
 *
 * @param run names the run; new at each start
 * @param remember how long before an export day a version in its objects may have been updated
 * @param firstStart what to do over tables that have rows where there is no state
 * @param refusal what becomes of the job if another writer stands in its way
 */
public record Writer(
    CatalogSettings catalog,
    String run,
    WriterKind kind,
    Duration remember,
    FirstStart firstStart,
    Refusal refusal,
    WriterTiming timing)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** What a job without state does with what the tables have. */
  public enum FirstStart {
    LEARN,
    FORGET
  }

  /** What becomes of a job that is refused. */
  public enum Refusal {
    /** It fails for good, and whoever started it is told. */
    FINAL,
    /** Its restart strategy decides; the other writer may be one that is about to end. */
    TRY_AGAIN
  }

  public Writer {
    requireNonNull(catalog, "catalog is null");
    requireNonNull(run, "run is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(remember, "remember is null");
    requireNonNull(firstStart, "firstStart is null");
    requireNonNull(refusal, "refusal is null");
    requireNonNull(timing, "timing is null");
  }

  /** The least updated_at, in microseconds, of a version in objects of these days. */
  long updatedFrom(DayRange days) {
    return days.from() == DayRange.ALL.from()
        ? Long.MIN_VALUE
        : micros(LocalDate.ofEpochDay(days.from()).minusDays(remember.toDays()));
  }

  /** Above the greatest: what is exported on a day was updated before its end, give or take. */
  long updatedTo(DayRange days) {
    return days.to() == DayRange.ALL.to()
        ? Long.MAX_VALUE
        : micros(LocalDate.ofEpochDay(days.to()).plusDays(2));
  }

  private static long micros(LocalDate day) {
    return TimeUnit.DAYS.toMicros(day.toEpochDay());
  }
}
