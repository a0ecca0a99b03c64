package io.guardlake.jobs.replay;

import io.guardlake.schemas.quarantine.QuarantineReason;
import io.guardlake.schemas.quarantine.SettledOutcome;
import java.time.Instant;
import java.util.Set;

/**
 * Which rows of quarantine are replayed.
 *
 * @param reasons their reasons; empty for all but {@link QuarantineReason#PROVENANCE}: what was
 *     refused for who wrote it must not get in by a retry of something else
 * @param from quarantined then or later, or null
 * @param to quarantined before then, or null
 * @param object their object, or null for any
 * @param gone whether rows whose object was gone are tried once more
 */
public record ReplaySelection(
    Set<QuarantineReason> reasons, Instant from, Instant to, ObjectGlob object, boolean gone) {
  public ReplaySelection {
    reasons = Set.copyOf(reasons);
  }

  /** All that is open. */
  public static ReplaySelection all() {
    return new ReplaySelection(Set.of(), null, null, null, false);
  }

  boolean takes(QuarantinedRow row) {
    return isOpen(row)
        && hasReason(row)
        && (from == null || !row.quarantinedAt().isBefore(from))
        && (to == null || row.quarantinedAt().isBefore(to))
        && (object == null || object.matches(row.uri()));
  }

  private boolean isOpen(QuarantinedRow row) {
    SettledOutcome last = row.last() == null ? null : row.last().outcome();
    return last == null || !last.closes() || (gone && last == SettledOutcome.GONE);
  }

  private boolean hasReason(QuarantinedRow row) {
    if (reasons.isEmpty()) {
      return !row.isRefused();
    }

    return reasons.stream().anyMatch(reason -> reason.code().equals(row.reason()));
  }
}
