package io.guardlake.setup.run;

/** A setup cannot be run as it is asked for. The message is a sentence that says what to do. */
public final class SetupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SetupException(String message) {
    super(message);
  }

  SetupException(String message, Throwable cause) {
    super(message, cause);
  }
}
