package io.guardlake.jobs.source;

/** What becomes of an object that cannot be read. */
public enum ObjectErrorPolicy {
  /** It is reported as a failure, and reading goes on. */
  QUARANTINE,
  /** The job fails. */
  FAIL
}
