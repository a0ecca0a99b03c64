package io.guardlake.jobs.table;

/** There is no table, or no catalog, where one was to be read; the message says what to do. */
public final class MissingOutputException extends RuntimeException {
  private static final long serialVersionUID = 1;

  MissingOutputException(String message, Throwable cause) {
    super(message, cause);
  }
}
