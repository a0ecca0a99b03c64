package io.guardlake.jobs.replay;

import static java.util.Objects.requireNonNull;

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
}
