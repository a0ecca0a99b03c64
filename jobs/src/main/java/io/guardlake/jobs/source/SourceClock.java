package io.guardlake.jobs.source;

import java.io.Serializable;

/** The time of day, which decides what days are listed. */
@FunctionalInterface
public interface SourceClock extends Serializable {
  /** Milliseconds since the epoch. */
  long millis();

  static SourceClock system() {
    return System::currentTimeMillis;
  }

  /** Today in UTC, as a day since the epoch. */
  default int today() {
    return Math.toIntExact(Math.floorDiv(millis(), 86_400_000L));
  }
}
