package io.guardlake.jobs.alert.rule;

/** Why an alert was fired. The names are part of the alert's payload. */
public enum Reason {
  FIRST_SEEN,
  SEVERITY_ROSE,
  NEW_VERSION,
  OCCURRENCES_PASSED,
  AGAIN_AFTER_QUIET
}
