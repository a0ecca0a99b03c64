package io.guardlake.jobs.source;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;

/** Passes over the export days that another writer owns, and tells which they are. */
final class LeftDays {
  private final ReadMode.Bounded mode;
  private final SourceProgress progress;

  LeftDays(ReadMode.Bounded mode, SourceProgress progress) {
    this.mode = requireNonNull(mode, "mode is null");
    this.progress = requireNonNull(progress, "progress is null");
  }

  /** Whether a day that the export has is read; where not, that is noted. From any thread. */
  boolean isOurs(long day) {
    if (!mode.leaves(day)) {
      return true;
    }

    progress.left(LocalDate.ofEpochDay(day));
    return false;
  }
}
