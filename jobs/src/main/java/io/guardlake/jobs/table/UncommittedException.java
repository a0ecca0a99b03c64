package io.guardlake.jobs.table;

import java.io.IOException;

/** A checkpoint's files are written and are not, as far as is known, in their table. */
final class UncommittedException extends IOException {
  private static final long serialVersionUID = 1;

  UncommittedException(String table, long checkpointId, Throwable cause) {
    super(
        ("Checkpoint %d could not be committed to table %s: %s. Nothing is lost: see that the"
                + " catalog answers, then start again with the same --state.")
            .formatted(
                checkpointId,
                table,
                String.valueOf(cause.getMessage()).replaceFirst("[.\\s]+$", "")),
        cause);
  }
}
