package io.guardlake.jobs.run;

import static java.util.Objects.requireNonNull;

/**
 * How a run is doing.
 *
 * @param phase what it does now, in a word or two
 * @param discovered objects found so far
 * @param read objects read to their end
 * @param done whether this is the last news of the run
 */
public record RunProgress(
    String phase,
    long discovered,
    long read,
    long versionsWritten,
    long duplicatesDropped,
    long quarantined,
    long files,
    boolean done) {
  public RunProgress {
    requireNonNull(phase, "phase is null");
  }
}
