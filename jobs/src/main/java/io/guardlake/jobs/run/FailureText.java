package io.guardlake.jobs.run;

/** Finds the sentence in a chain of causes that says what went wrong. */
final class FailureText {
  private FailureText() {}

  /** The message of the innermost cause that has one; Flink's own wrap it many times. */
  static String of(Throwable failure) {
    String text = failure.toString();

    for (Throwable cause = failure; cause != null; cause = next(cause)) {
      if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
        text = cause.getMessage();
      }
    }

    return text;
  }

  private static Throwable next(Throwable cause) {
    return cause.getCause() == cause ? null : cause.getCause();
  }
}
