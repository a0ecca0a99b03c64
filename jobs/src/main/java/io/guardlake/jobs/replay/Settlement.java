package io.guardlake.jobs.replay;

import static java.util.Objects.requireNonNull;

import io.guardlake.schemas.quarantine.QuarantineReason;
import io.guardlake.schemas.quarantine.SettledOutcome;

/**
 * What a replay made of a row.
 *
 * @param detail why, or null
 */
record Settlement(SettledOutcome outcome, String detail) {
  Settlement {
    requireNonNull(outcome, "outcome is null");
  }

  static Settlement replayed() {
    return new Settlement(SettledOutcome.REPLAYED, null);
  }

  /** Of a row whose line, or object, was bad again. */
  static Settlement failed(SettledOutcome outcome, QuarantineReason reason, String detail) {
    return new Settlement(outcome, reason.code() + ": " + detail);
  }
}
