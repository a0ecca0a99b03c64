package io.guardlake.setup.config;

/** How often GuardDuty sends what changed in findings it has sent before. */
public enum ExportFrequency {
  FIFTEEN_MINUTES,
  ONE_HOUR,
  /** GuardDuty's own default. */
  SIX_HOURS
}
