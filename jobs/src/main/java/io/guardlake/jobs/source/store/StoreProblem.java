package io.guardlake.jobs.source.store;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.source.store.StoreException.Scope;
import io.guardlake.schemas.quarantine.QuarantineReason;
import java.util.Locale;

/**
 * What can be wrong with a request to an object store. Published: the code is a metric's tag, and
 * what concerns one object has a quarantine reason of the same meaning.
 */
public enum StoreProblem {
  /** The bucket's policy, or the caller's, refuses. */
  ACCESS_DENIED(Scope.OBJECT, QuarantineReason.ACCESS_DENIED),
  /** The key's policy, or the caller's, refuses to decrypt. */
  KMS_DENIED(Scope.OBJECT, QuarantineReason.KMS_DENIED),
  KMS_KEY_DISABLED(Scope.OBJECT, QuarantineReason.KMS_KEY_DISABLED),
  KMS_KEY_PENDING_DELETION(Scope.OBJECT, QuarantineReason.KMS_KEY_PENDING_DELETION),
  /** Deleted, or in another region or account. */
  KMS_KEY_NOT_FOUND(Scope.OBJECT, QuarantineReason.KMS_KEY_NOT_FOUND),
  NOT_FOUND(Scope.OBJECT, QuarantineReason.NOT_FOUND),
  /** Overwritten since its listing. */
  CHANGED(Scope.OBJECT, QuarantineReason.CHANGED),
  ARCHIVED(Scope.OBJECT, QuarantineReason.ARCHIVED),
  /** Any other refusal that concerns the object. */
  REFUSED(Scope.OBJECT, QuarantineReason.UNREADABLE),
  /** The store failed with an error of its own. */
  SERVER_ERROR(Scope.PASSING, QuarantineReason.UNREADABLE),
  /** The answer began, and broke off or was of another length than announced. */
  BROKEN_BODY(Scope.PASSING, QuarantineReason.UNREADABLE),
  /** S3 asks for fewer requests. */
  THROTTLED(Scope.STORE, QuarantineReason.UNREADABLE),
  /** KMS asks for fewer requests, or is not there for a while. */
  KMS_UNAVAILABLE(Scope.STORE, QuarantineReason.UNREADABLE),
  /** Nobody answers. */
  NO_CONNECTION(Scope.STORE, QuarantineReason.UNREADABLE),
  EXPIRED_CREDENTIALS(Scope.STORE, QuarantineReason.UNREADABLE),
  CLOCK_SKEW(Scope.STORE, QuarantineReason.UNREADABLE),
  /** There are no credentials, or S3 knows them not. */
  BAD_CREDENTIALS(Scope.SETTING, QuarantineReason.UNREADABLE),
  WRONG_REGION(Scope.SETTING, QuarantineReason.UNREADABLE),
  NO_SUCH_BUCKET(Scope.SETTING, QuarantineReason.UNREADABLE),
  /** Nothing could be read for longer than was to be borne. */
  OUTAGE(Scope.STORE, QuarantineReason.UNREADABLE);

  private final Scope scope;
  private final QuarantineReason reason;

  StoreProblem(Scope scope, QuarantineReason reason) {
    this.scope = requireNonNull(scope, "scope is null");
    this.reason = requireNonNull(reason, "reason is null");
  }

  /** The published code, in snake_case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it says about other requests. */
  public Scope scope() {
    return scope;
  }

  /** The reason for an object that it puts in quarantine. */
  public QuarantineReason reason() {
    return reason;
  }
}
