package io.guardlake.jobs.source;

/** What becomes of an object, by its export day. */
enum DayVerdict {
  /** The window has it. */
  IN_WINDOW,
  /** The window is past it, and it is still remembered what was found of it: read, and counted. */
  LATE,
  /** No longer remembered: counted, and left to a backfill. */
  BEFORE_HORIZON,
  /** Later than tomorrow: found by listing once its time comes. */
  NOT_YET
}
