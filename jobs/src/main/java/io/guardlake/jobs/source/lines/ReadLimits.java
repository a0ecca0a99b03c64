package io.guardlake.jobs.source.lines;

import java.io.Serializable;

/**
 * What is read at most. Past a limit the line, or the rest of the object, goes to quarantine.
 *
 * @param lineBytes of one line, without its ending
 * @param objectBytes of one object, unpacked; at most 2 GiB, because lines are numbered by int
 * @param quotedBytes of what is bad, kept for quarantine
 */
public record ReadLimits(int lineBytes, long objectBytes, int quotedBytes) implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int MAX_LINE = 1 << 30;

  public ReadLimits {
    if (lineBytes < 1 || lineBytes > MAX_LINE) {
      throw new IllegalArgumentException(
          "The limit of a line must be 1 byte to 1 GiB, not " + lineBytes);
    }

    if (objectBytes < 1 || objectBytes > Integer.MAX_VALUE - 1) {
      throw new IllegalArgumentException(
          "The limit of an object must be 1 byte to 2 GiB, not " + objectBytes);
    }

    if (quotedBytes < 0) {
      throw new IllegalArgumentException("quotedBytes must not be negative");
    }
  }

  /** 16 MiB a line, 1 GiB an object, 1 MiB quoted. */
  public static ReadLimits standard() {
    return new ReadLimits(16 << 20, 1L << 30, 1 << 20);
  }
}
