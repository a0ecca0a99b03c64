package io.guardlake.jobs.table;

/** An output was written by a newer version, whose rows this one would not write whole. */
public final class NewerOutputException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NewerOutputException(String message) {
    super(message);
  }
}
