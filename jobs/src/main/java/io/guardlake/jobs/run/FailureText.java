package io.guardlake.jobs.run;

import io.guardlake.jobs.table.OutputWriteException;

/** Finds the sentence in a chain of causes that says what went wrong. */
final class FailureText {
  private static final String OURS = "io.guardlake.";

  private FailureText() {}

  /**
   * The message of the outermost cause that our code threw, which names its input; else that of the
   * innermost one that has any. Flink's own wrap both many times.
   */
  static String of(Throwable failure) {
    String text = failure.toString();

    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage();

      if (message != null && !message.isBlank()) {
        text = message;

        if (cause.getClass().getName().startsWith(OURS)) {
          return text;
        }
      }
    }

    return OutputWriteException.isOfFullDisk(failure)
        ? "The disk that --state or the temporary directory is on is full (%s). Free some space there, then run it again with the same --state; nothing is lost."
            .formatted(text)
        : text;
  }

  /** Whether any of the causes is of a kind. */
  static boolean has(Throwable failure, Class<? extends Throwable> kind) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return true;
      }
    }

    return false;
  }
}
