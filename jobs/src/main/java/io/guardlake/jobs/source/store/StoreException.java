package io.guardlake.jobs.source.store;

import static java.util.Objects.requireNonNull;

import io.guardlake.schemas.quarantine.QuarantineReason;
import java.io.IOException;

/** A request to an object store failed. The message is a sentence with what to do. */
public final class StoreException extends IOException {
  private static final long serialVersionUID = 1;

  /** What a failure says about other requests. */
  public enum Scope {
    /** This object cannot be read; others may. Trying again changes nothing. */
    OBJECT,
    /** This object could not be read now; trying again may help. */
    PASSING,
    /**
     * No request can succeed, as without credentials or network. An object must never be put in
     * quarantine for it, or an outage would empty the export into quarantine.
     */
    STORE
  }

  private final Scope scope;
  private final QuarantineReason reason;

  public StoreException(Scope scope, QuarantineReason reason, String message, Throwable cause) {
    super(message, cause);
    this.scope = requireNonNull(scope, "scope is null");
    this.reason = requireNonNull(reason, "reason is null");
  }

  public Scope scope() {
    return scope;
  }

  /** The reason for an object that it put in quarantine. */
  public QuarantineReason reason() {
    return reason;
  }
}
