package io.guardlake.jobs.source.lines;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks gzip (RFC 1952) of one member or several. The JDK's GZIPInputStream ends after a member
 * whenever the stream beneath says that nothing is available yet, which over a network loses the
 * members that follow in silence; this one goes on until the stream's end. What is corrupt or cut
 * off gives {@link BrokenGzipException}; errors of the stream beneath pass through as they are.
 */
final class GzipStream extends InputStream {
  static final int MAGIC_1 = 0x1f;
  static final int MAGIC_2 = 0x8b;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int BUFFER = 32 << 10;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int end;
  private boolean inMember;
  private boolean ended;
  private boolean closed;

  GzipStream(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }

    while (!ended) {
      if (!inMember) {
        startMember();
        continue;
      }

      int count = inflate(bytes, from, length);

      if (count > 0) {
        crc.update(bytes, from, count);
        return count;
      }
    }

    return -1;
  }

  private int inflate(byte[] bytes, int from, int length) throws IOException {
    try {
      int count = inflater.inflate(bytes, from, length);

      if (count > 0) {
        return count;
      }
    } catch (DataFormatException e) {
      throw new BrokenGzipException("The gzip data is corrupt (" + e.getMessage() + ")");
    }

    if (inflater.finished()) {
      endMember();
      return 0;
    }

    if (inflater.needsDictionary()) {
      throw new BrokenGzipException("The gzip data asks for a dictionary");
    }

    if (!fill()) {
      throw endsEarly();
    }

    inflater.setInput(buffer, at, end - at);
    at = end;
    return 0;
  }

  private void startMember() throws IOException {
    int first = next();

    if (first < 0) {
      ended = true;
      return;
    }

    if (first == 0) {
      skipPadding();
      return;
    }

    if (first != MAGIC_1 || required() != MAGIC_2 || required() != 8) {
      throw new BrokenGzipException("What follows the gzip data is not gzip");
    }

    skipHeader();
    inflater.reset();
    crc.reset();
    inMember = true;

    if (at < end) {
      inflater.setInput(buffer, at, end - at);
      at = end;
    }
  }

  private void skipHeader() throws IOException {
    int flags = required();
    skip(6);

    if ((flags & EXTRA) != 0) {
      skip(required() | required() << 8);
    }

    if ((flags & NAME) != 0) {
      skipText();
    }

    if ((flags & COMMENT) != 0) {
      skipText();
    }

    if ((flags & HEADER_CRC) != 0) {
      skip(2);
    }
  }

  /** Tapes and some tools fill up with zeros; gzip itself ignores them too. */
  private void skipPadding() throws IOException {
    for (int next = next(); next >= 0; next = next()) {
      if (next != 0) {
        throw new BrokenGzipException("What follows the gzip data is not gzip");
      }
    }

    ended = true;
  }

  private void endMember() throws IOException {
    at = end - inflater.getRemaining();
    inMember = false;

    if (number() != crc.getValue()) {
      throw new BrokenGzipException("The gzip data's checksum is wrong");
    }

    if (number() != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw new BrokenGzipException("The gzip data's length is wrong");
    }
  }

  private long number() throws IOException {
    return required() | required() << 8 | required() << 16 | (long) required() << 24;
  }

  private void skipText() throws IOException {
    while (required() != 0) {
      // The text itself says nothing that is needed.
    }
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      required();
    }
  }

  private int required() throws IOException {
    int next = next();

    if (next < 0) {
      throw endsEarly();
    }

    return next;
  }

  private int next() throws IOException {
    if (at == end && !fill()) {
      return -1;
    }

    return buffer[at++] & 0xff;
  }

  private boolean fill() throws IOException {
    int count = in.read(buffer, 0, buffer.length);
    at = 0;
    end = Math.max(count, 0);
    return count > 0;
  }

  private static BrokenGzipException endsEarly() {
    return new BrokenGzipException("The gzip data ends early");
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }

    closed = true;
    ended = true;
    inflater.end();
    in.close();
  }
}
