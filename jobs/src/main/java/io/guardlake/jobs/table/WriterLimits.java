package io.guardlake.jobs.table;

import java.io.Serializable;

/**
 * How much one writing subtask may hold at once.
 *
 * @param openFiles files that are open at once; past it the one unused longest is finished
 * @param bufferedBytes memory for rows that are not in a file yet; past it the largest row group is
 *     written
 */
public record WriterLimits(int openFiles, long bufferedBytes) implements Serializable {
  private static final long serialVersionUID = 1;

  public WriterLimits {
    if (openFiles < 1 || bufferedBytes < 1) {
      throw new IllegalArgumentException(
          "A writer needs at least one open file and one byte, not %d and %d."
              .formatted(openFiles, bufferedBytes));
    }
  }

  /** 24 files and 128 MiB. */
  public static WriterLimits defaults() {
    return new WriterLimits(24, 128L << 20);
  }
}
