package io.guardlake.jobs.source.store;

import static java.util.Objects.requireNonNull;

import io.guardlake.schemas.quarantine.QuarantineReason;
import java.io.IOException;

/** A request to an object store failed. The message is a sentence with what to do. */
public final class StoreException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * What a failure says about other requests. An object must never be put in quarantine for one
   * that concerns all, or an outage would empty the export into quarantine.
   */
  public enum Scope {
    /** This object cannot be read; others may. Trying again changes nothing. */
    OBJECT,
    /** This object could not be read now; trying again may help, and others may be readable. */
    PASSING,
    /** No request can succeed now; it may pass by itself, as throttling and outages do. */
    STORE,
    /** No request can succeed before someone changes a setting. */
    SETTING
  }

  private final StoreProblem problem;

  public StoreException(StoreProblem problem, String message, Throwable cause) {
    super(message, cause);
    this.problem = requireNonNull(problem, "problem is null");
  }

  public StoreProblem problem() {
    return problem;
  }

  public Scope scope() {
    return problem.scope();
  }

  /** The reason for an object that it put in quarantine. */
  public QuarantineReason reason() {
    return problem.reason();
  }
}
