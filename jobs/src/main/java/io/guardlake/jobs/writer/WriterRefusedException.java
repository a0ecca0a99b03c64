package io.guardlake.jobs.writer;

import java.io.IOException;

/** Another writer has what this one wants; the message says who, and what to do. */
public final class WriterRefusedException extends IOException {
  private static final long serialVersionUID = 1;

  WriterRefusedException(String message) {
    super(message);
  }
}
