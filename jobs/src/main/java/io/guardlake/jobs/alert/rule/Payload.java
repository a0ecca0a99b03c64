package io.guardlake.jobs.alert.rule;

/** What a sink that takes any JSON is given. */
public enum Payload {
  /** Our own alert, of the published schema. */
  ALERT,
  /** An event of OCSF, class Detection Finding. */
  OCSF,
  /** The finding as GuardDuty wrote it. */
  FINDING
}
