package io.guardlake.jobs.source.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells a body that was cut off on its way, which may be tried again, from one that is short. */
public final class ExactLength extends FilterInputStream {
  private final String uri;
  private final long size;
  private long seen;

  public ExactLength(InputStream in, String uri, long size) {
    super(in);
    this.uri = uri;
    this.size = size;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int count = super.read(bytes, from, length);
    seen += Math.max(count, 0);

    if (seen > size || (count < 0 && seen < size)) {
      throw new StoreException(
          StoreProblem.BROKEN_BODY,
          "The body of " + uri + " has not the " + size + " bytes that its listing showed.",
          null);
    }

    return count;
  }
}
