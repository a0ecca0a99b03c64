package io.guardlake.schemas.finding;

/**
 * GuardDuty's severity bands, from the GuardDuty user guide ("Severity levels"), made total: older
 * findings go below 1.0 and a band must exist for any number a finding may carry.
 */
public enum Severity {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  /** The band of a finite score of at least 0. */
  public static Severity ofScore(double score) {
    if (score < 4) {
      return LOW;
    }

    if (score < 7) {
      return MEDIUM;
    }

    return score < 9 ? HIGH : CRITICAL;
  }
}
