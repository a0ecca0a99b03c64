package io.guardlake.jobs.source;

import java.time.LocalDate;

/**
 * Export days from the first to the last, both included, as days since the epoch; none where the
 * last is before the first.
 */
public record DayRange(int from, int to) {
  public static final DayRange ALL =
      new DayRange(
          Math.toIntExact(LocalDate.of(1, 1, 1).toEpochDay()),
          Math.toIntExact(LocalDate.of(9999, 12, 31).toEpochDay()));

  /** From one day to another; null for the first and the last there can be. */
  public static DayRange of(LocalDate from, LocalDate to) {
    return new DayRange(
        from == null ? ALL.from() : Math.toIntExact(from.toEpochDay()),
        to == null ? ALL.to() : Math.toIntExact(to.toEpochDay()));
  }

  public boolean contains(long day) {
    return day >= from && day <= to;
  }

  /** Every day from this one on. */
  public static DayRange from(int day) {
    return new DayRange(day, ALL.to());
  }

  public boolean isEmpty() {
    return to < from;
  }

  /** Whether any day is in both. */
  public boolean overlaps(DayRange other) {
    return !isEmpty() && !other.isEmpty() && from <= other.to && other.from <= to;
  }

  /** Those of these days that are before another one. */
  public DayRange before(int day) {
    return new DayRange(from, Math.min(to, day - 1));
  }

  /** Whether any day from the first to the last of these is contained. */
  boolean meets(LocalDate first, LocalDate last) {
    return last.toEpochDay() >= from && first.toEpochDay() <= to;
  }
}
