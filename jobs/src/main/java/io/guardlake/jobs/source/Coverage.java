package io.guardlake.jobs.source;

/** Whether a checkpoint is complete that was taken after everything found was read. */
final class Coverage {
  private static final long NOT_QUIET = -1;

  private long quietSince = NOT_QUIET;
  private boolean covered;

  /** There is, or may be, something to read. */
  void disturbed() {
    quietSince = NOT_QUIET;
    covered = false;
  }

  void snapshot(long checkpoint, boolean quiet) {
    if (quietSince == NOT_QUIET && quiet) {
      quietSince = checkpoint;
    }
  }

  void completed(long checkpoint) {
    covered |= quietSince != NOT_QUIET && checkpoint >= quietSince;
  }

  boolean isCovered() {
    return covered;
  }
}
