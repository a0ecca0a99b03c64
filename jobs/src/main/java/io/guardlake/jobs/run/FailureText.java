package io.guardlake.jobs.run;

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

    return text;
  }

  /** Whether a text is Flink's for checkpoints that fail again and again. */
  static boolean isOfCheckpoints(String text) {
    return text.startsWith("Exceeded checkpoint tolerable failure threshold");
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
