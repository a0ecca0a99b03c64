package io.guardlake.jobs.config;

/**
 * The job was asked for something it cannot do, or refuses to; the message says what to do instead.
 */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UsageException(String message) {
    super(message);
  }

  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
