package io.guardlake.jobs.table;

/** Where a table's files are written. */
public enum WriterTasks {
  /** In the tasks that make the rows, if there are as many: no row is serialized once more. */
  OF_THE_ROWS,
  /**
   * In tasks of their own, so that what else is done with the rows does not wait while files are
   * encoded and, at each checkpoint, finished one after the other, which takes a request each on
   * S3.
   */
  THEIR_OWN
}
