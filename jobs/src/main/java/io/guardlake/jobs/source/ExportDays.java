package io.guardlake.jobs.source;

/** Which export days of a source are read; days are counted since the epoch, in UTC. */
interface ExportDays {
  DayVerdict of(int day);

  /** Every day, as a bounded source has it, whose listing picks the days. */
  static ExportDays all() {
    return day -> DayVerdict.IN_WINDOW;
  }
}
