package io.guardlake.jobs.replay;

/** What is read first of an object of which quarantine kept lines. */
public enum ReadFirst {
  /** The object; the kept bytes where it is gone or was replaced. */
  THE_OBJECT,
  /** The kept bytes, without asking for the object. */
  THE_KEPT_BYTES
}
