package io.guardlake.setup.config;

/** What an account is for. One account may be several. */
public enum AccountRole {
  /** Owns the organization and delegates GuardDuty's administration. */
  MANAGEMENT,
  /** Administers GuardDuty: its detectors export. */
  SECURITY,
  /** Owns the bucket, when the security account does not. */
  LOGGING
}
