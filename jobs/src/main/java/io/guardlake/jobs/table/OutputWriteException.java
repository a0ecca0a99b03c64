package io.guardlake.jobs.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** A file of the output could not be written; the message names it and says what to do. */
public final class OutputWriteException extends IOException {
  private static final long serialVersionUID = 1;
  private static final String NOTHING_LOST =
      " Nothing is lost: run it again, with the same --state where it had one.";

  /** How Linux, macOS and S3-like stores on disks say it. */
  private static final List<String> FULL =
      List.of("no space left", "not enough space", "quota exceeded", "file too large");

  private static final List<String> FORBIDDEN =
      List.of("permission denied", "accessdenied", "access denied", "read-only file system");

  private OutputWriteException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Says what to do about a failure to write.
   *
   * @param location the file or directory, as a URI
   */
  public static OutputWriteException of(String location, Throwable cause) {
    return new OutputWriteException(location + sentence(cause) + NOTHING_LOST, cause);
  }

  /** The same where no checked exception may be thrown; its message is the sentence. */
  public UncheckedIOException unchecked() {
    return new UncheckedIOException(getMessage(), this);
  }

  private static String sentence(Throwable cause) {
    String why = " (" + reason(cause) + ").";

    if (says(cause, FULL)) {
      return " could not be written: the disk that it is on is full; free some space there, or move"
          + " the output"
          + why;
    }

    return says(cause, FORBIDDEN)
        ? " may not be written: allow it to this user or role" + why
        : " could not be written; see that the place is there and can be written" + why;
  }

  private static boolean says(Throwable failure, List<String> words) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String text = cause.toString().toLowerCase(Locale.ROOT);

      if (words.stream().anyMatch(text::contains)) {
        return true;
      }
    }

    return false;
  }

  private static String reason(Throwable failure) {
    Throwable last = failure;

    while (last.getCause() != null) {
      last = last.getCause();
    }

    // The kind is often all that says what is wrong: the message of AccessDenied is the path.
    String kind = last.getClass().getSimpleName().replaceFirst("Exception$", "");
    return last.getMessage() == null ? kind : kind + ": " + last.getMessage();
  }
}
