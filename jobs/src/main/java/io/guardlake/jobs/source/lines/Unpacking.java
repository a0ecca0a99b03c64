package io.guardlake.jobs.source.lines;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** Tells gzip from plain text by the first two bytes, never by headers or names. */
public final class Unpacking {
  private Unpacking() {}

  /** The unpacked bytes of a body; closing it closes the body. */
  public static InputStream of(InputStream body) throws IOException {
    PushbackInputStream pushback = new PushbackInputStream(body, 2);
    byte[] magic = new byte[2];
    int count = pushback.readNBytes(magic, 0, 2);
    pushback.unread(magic, 0, count);
    boolean packed =
        count == 2
            && (magic[0] & 0xff) == GzipStream.MAGIC_1
            && (magic[1] & 0xff) == GzipStream.MAGIC_2;
    return packed ? new GzipStream(pushback) : pushback;
  }
}
