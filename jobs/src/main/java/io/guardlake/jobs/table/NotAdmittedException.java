package io.guardlake.jobs.table;

import java.time.Duration;
import org.apache.iceberg.exceptions.CleanableFailure;

/** A run that may not, or no longer, write a table tried to; nothing was committed. */
public final class NotAdmittedException extends RuntimeException implements CleanableFailure {
  private static final long serialVersionUID = 1;

  private NotAdmittedException(String message) {
    super(message);
  }

  static NotAdmittedException displaced(String table) {
    return new NotAdmittedException(
        ("Another writer took over what this run was writing to table %s: it was not heard of for"
                + " too long, or an ingest began that owns its export days. Nothing was committed"
                + " now, and what was committed before stays. Run it again: it adds what is missing"
                + " and leaves to others what is theirs.")
            .formatted(table));
  }

  static NotAdmittedException notYet(String table, Duration waited) {
    return new NotAdmittedException(
        ("This run was not admitted to table %s within %d s. Either the job's enumerator waits for"
                + " another writer's end, or this is what is left of a run that was taken over.")
            .formatted(table, waited.toSeconds()));
  }
}
