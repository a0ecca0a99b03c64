package io.guardlake.jobs.source;

import java.time.LocalDate;

/** Export days from the first to the last, both included, as days since the epoch. */
record DayRange(int from, int to) {
  static final DayRange ALL =
      new DayRange(
          Math.toIntExact(LocalDate.of(1, 1, 1).toEpochDay()),
          Math.toIntExact(LocalDate.of(9999, 12, 31).toEpochDay()));

  /** From one day to another; null for the first and the last there can be. */
  static DayRange of(LocalDate from, LocalDate to) {
    return new DayRange(
        from == null ? ALL.from() : Math.toIntExact(from.toEpochDay()),
        to == null ? ALL.to() : Math.toIntExact(to.toEpochDay()));
  }

  boolean contains(long day) {
    return day >= from && day <= to;
  }

  /** Whether any day from the first to the last of these is contained. */
  boolean meets(LocalDate first, LocalDate last) {
    return last.toEpochDay() >= from && first.toEpochDay() <= to;
  }
}
