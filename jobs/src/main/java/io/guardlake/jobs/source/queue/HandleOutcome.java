package io.guardlake.jobs.source.queue;

/** What a batch did with one handle. */
public enum HandleOutcome {
  DONE,
  /** The handle is good for nothing any more: the message comes again, or is gone. */
  EXPIRED,
  /** Not now; trying again may help. */
  FAILED
}
