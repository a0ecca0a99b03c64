package io.guardlake.jobs.table;

import java.io.Serializable;

/** Told of every append after it is in the table. Called by the committer's thread. */
@FunctionalInterface
public interface CommitListener extends Serializable {
  /**
   * @param table the table's name
   * @param files how many data files were appended
   * @param rows how many rows they hold
   */
  void committed(String table, int files, long rows);

  /** Tells nobody. */
  static CommitListener none() {
    return (table, files, rows) -> {};
  }
}
