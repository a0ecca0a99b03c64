package io.guardlake.jobs.table;

import java.util.Optional;
import org.apache.iceberg.Snapshot;

/**
 * Who made a snapshot, as its summary says.
 *
 * @param run the run of the job
 * @param checkpointId the checkpoint whose files it added
 */
public record CommitSummary(String run, long checkpointId) {
  /** Empty for a snapshot that no run of a job has made. */
  public static Optional<CommitSummary> of(Snapshot snapshot) {
    String writerId = snapshot.summary().get(TableAppender.WRITER_ID);
    String checkpoint = snapshot.summary().get(TableAppender.CHECKPOINT_ID);

    if (writerId == null || checkpoint == null) {
      return Optional.empty();
    }

    return WriterId.run(writerId).map(run -> new CommitSummary(run, Long.parseLong(checkpoint)));
  }
}
