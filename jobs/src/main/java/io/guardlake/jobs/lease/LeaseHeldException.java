package io.guardlake.jobs.lease;

/** Another process holds the lease; the message says who, and until when. */
public final class LeaseHeldException extends Exception {
  private static final long serialVersionUID = 1;

  LeaseHeldException(String message) {
    super(message);
  }
}
