package io.guardlake.jobs.run;

import static java.util.Objects.requireNonNull;

import io.guardlake.schemas.finding.FieldDrift;
import java.util.List;
import java.util.Map;

/**
 * What one run of a job did, for its process alone.
 *
 * @param objects objects read to their end, or given up
 * @param bytes their size as stored
 * @param rawBytes the bytes of their lines, unpacked
 * @param findings versionsWritten plus duplicatesDropped
 * @param erased lines and objects dropped because what they belong to was erased; neither among the
 *     findings nor in quarantine
 * @param files Parquet files committed
 * @param skippedDays export days left to another writer
 * @param drift in how many of the versions written each field drifts
 * @param lateObjects objects read that came after the look-back; they are among {@code objects}
 * @param objectsBeforeHorizon objects seen of export days that this run no longer reads
 * @param daysBeforeHorizon their days as options of a backfill, or null where there are none
 * @param ending how the run ended
 */
public record RunSummary(
    long objects,
    long bytes,
    long rawBytes,
    long findings,
    long versionsWritten,
    long duplicatesDropped,
    long quarantined,
    long erased,
    long files,
    List<String> skippedDays,
    Map<FieldDrift, Long> drift,
    long lateObjects,
    long objectsBeforeHorizon,
    String daysBeforeHorizon,
    double seconds,
    Ending ending) {

  /** How a run ended. */
  public enum Ending {
    /** All there was to read is read. */
    FINISHED,
    /** Nothing new came for as long as was asked. */
    IDLE,
    /** It was told to stop. */
    STOPPED
  }

  public RunSummary {
    skippedDays = List.copyOf(skippedDays);
    drift = Map.copyOf(drift);
    requireNonNull(ending, "ending is null");
  }
}
