package io.guardlake.jobs.erase;

/** Hears how an erasure goes on, in its thread. */
public interface EraseListener {
  /** What an erasure has just done; a process may die at any of them. */
  enum Step {
    TOMBSTONE_WRITTEN,
    FENCE_RAISED,
    FILE_DONE,
    TABLE_COMMITTED,
    MANIFESTS_REWRITTEN,
    SNAPSHOTS_EXPIRED
  }

  /**
   * A step is done.
   *
   * @param table the table it was done to
   * @param done how much of the table's work is done: files where there are several
   * @param all how much there is to do
   */
  void progress(Step step, String table, int done, int all);
}
