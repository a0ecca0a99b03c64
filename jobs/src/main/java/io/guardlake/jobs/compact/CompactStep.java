package io.guardlake.jobs.compact;

/** What a compaction has just done or is about to do; a process may die at any of them. */
public enum CompactStep {
  LEASE_TAKEN,
  OLD_DAYS_DROPPED,
  GROUP_WRITTEN,
  GROUPS_COMMITTED,
  LATEST_WRITTEN,
  LATEST_COMMITTED,
  SNAPSHOTS_EXPIRED,
  ORPHANS_LISTED,
  ORPHANS_REMOVED
}
