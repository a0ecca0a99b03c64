package io.guardlake.jobs.compact;

/** Hears how a compaction goes on, in its thread. */
public interface CompactListener {
  /**
   * A step is done.
   *
   * @param table the table it was done to
   * @param done how much of the table's work is done: groups of files where there are several
   * @param all how much there is to do
   */
  void progress(CompactStep step, String table, int done, int all);
}
