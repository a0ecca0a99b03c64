package io.guardlake.jobs.source.lines;

import java.io.IOException;

/** Gzip data is corrupt or ends early. */
public final class BrokenGzipException extends IOException {
  private static final long serialVersionUID = 1;

  BrokenGzipException(String message) {
    super(message);
  }
}
