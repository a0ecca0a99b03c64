package io.guardlake.jobs.source;

import io.guardlake.jobs.source.store.StoreException;
import io.guardlake.jobs.source.store.StoreException.Scope;
import io.guardlake.schemas.quarantine.QuarantineReason;

/** Why a listing failed, for metrics; the error itself says more, and what to do. */
enum ListingCause {
  /** The place may not be listed. */
  ACCESS_DENIED("access-denied"),
  /** The caller is not accepted, as with expired credentials. */
  CREDENTIALS("credentials"),
  /** There is no such bucket or directory. */
  NOT_FOUND("not-found"),
  /** Throttled, or a server's error: expected to pass. */
  PASSING("passing"),
  /** The store cannot be reached, or not like this. */
  UNREACHABLE("unreachable"),
  OTHER("other");

  private final String label;

  ListingCause(String label) {
    this.label = label;
  }

  static ListingCause of(StoreException error) {
    if (error.reason() == QuarantineReason.ACCESS_DENIED) {
      return error.scope() == Scope.STORE ? CREDENTIALS : ACCESS_DENIED;
    }

    if (error.reason() == QuarantineReason.NOT_FOUND) {
      return NOT_FOUND;
    }

    return switch (error.scope()) {
      case PASSING -> PASSING;
      case STORE -> UNREACHABLE;
      case OBJECT -> OTHER;
    };
  }

  String label() {
    return label;
  }
}
