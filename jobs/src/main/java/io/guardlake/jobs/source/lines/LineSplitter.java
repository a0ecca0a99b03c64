package io.guardlake.jobs.source.lines;

import java.util.Arrays;

/**
 * Cuts a text, given in chunks of any size, into lines. A line ends in LF or CRLF, the last one
 * perhaps in nothing; a byte-order mark at the text's start is dropped. Holds no more than one line
 * up to its limit.
 */
public final class LineSplitter {
  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  // A line may have these before it is known whether it keeps to the limit: a mark and a CR.
  private static final int SLACK = MARK.length + 1;

  private final ReadLimits limits;
  private final LineSink sink;
  private byte[] held = new byte[0];
  private int length;
  private int number = 1;
  private boolean skipping;

  public LineSplitter(ReadLimits limits, LineSink sink) {
    this.limits = limits;
    this.sink = sink;
  }

  /** Takes the next bytes of the text; nothing of the array is kept. */
  public void feed(byte[] bytes, int from, int count) {
    int start = from;
    int end = from + count;

    for (int i = from; i < end; i++) {
      if (bytes[i] == '\n') {
        endLine(bytes, start, i - start);
        start = i + 1;
      }
    }

    hold(bytes, start, end - start);
  }

  /** The text ended as it should: what is held is its last line. */
  public void finish() {
    if (length > 0) {
      endLine(held, 0, 0);
    }
  }

  /** The beginning of the line that has not ended yet, as far as it may be quoted. */
  public byte[] unfinished() {
    return Arrays.copyOf(held, Math.min(length, limits.quotedBytes()));
  }

  private void endLine(byte[] bytes, int from, int count) {
    if (length > 0) {
      hold(bytes, from, count);
      give(held, 0, length);
    } else {
      give(bytes, from, count);
    }

    length = 0;
    skipping = false;
    number++;

    if (held.length > 1 << 20) {
      // One long line must not cost its memory for the rest of the object.
      held = new byte[0];
    }
  }

  private void give(byte[] bytes, int from, int count) {
    int start = number == 1 && startsWithMark(bytes, from, count) ? from + MARK.length : from;
    int end = from + count;

    if (!skipping && end > start && bytes[end - 1] == '\r') {
      end--;
    }

    if (skipping || end - start > limits.lineBytes()) {
      int quoted = Math.min(end - start, limits.quotedBytes());
      sink.tooLong(number, Arrays.copyOfRange(bytes, start, start + quoted));
      return;
    }

    if (!isBlank(bytes, start, end)) {
      sink.line(number, Arrays.copyOfRange(bytes, start, end));
    }
  }

  private void hold(byte[] bytes, int from, int count) {
    if (count == 0 || skipping) {
      return;
    }

    int room = limits.lineBytes() + SLACK - length;
    int taken = Math.min(count, room);

    if (length + taken > held.length) {
      long doubled = Math.min(2L * held.length, (long) limits.lineBytes() + SLACK);
      held = Arrays.copyOf(held, (int) Math.max(length + taken, doubled));
    }

    System.arraycopy(bytes, from, held, length, taken);
    length += taken;
    skipping = taken < count;
  }

  private static boolean startsWithMark(byte[] bytes, int from, int count) {
    return count >= MARK.length
        && Arrays.equals(bytes, from, from + MARK.length, MARK, 0, MARK.length);
  }

  private static boolean isBlank(byte[] bytes, int from, int end) {
    for (int i = from; i < end; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
        return false;
      }
    }

    return true;
  }
}
