package io.guardlake.jobs.source;

import java.io.Serializable;

/**
 * How much work is handed out at a time.
 *
 * @param objects of one split; with names of 200 bytes, 256 make 60 kB, far below the 10 MiB that
 *     Flink's messages may have
 * @param bytes of one split, compressed; a larger object is a split of its own
 */
public record SplitLimits(int objects, long bytes) implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int MAX_OBJECTS = 2048;

  public SplitLimits {
    if (objects < 1 || objects > MAX_OBJECTS) {
      throw new IllegalArgumentException("A split must have 1 to 2048 objects, not " + objects);
    }

    if (bytes < 1) {
      throw new IllegalArgumentException("A split must have at least 1 byte, not " + bytes);
    }
  }

  /** 256 objects or 32 MiB. */
  public static SplitLimits standard() {
    return new SplitLimits(256, 32L << 20);
  }
}
