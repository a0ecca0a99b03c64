package io.guardlake.jobs.run;

/** A job ended by an error; the message is the cause nearest to the input, as one sentence. */
public final class JobFailedException extends Exception {
  private static final long serialVersionUID = 1;

  public JobFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
