package io.guardlake.setup.doctor;

import static java.util.Objects.requireNonNull;

/**
 * What one check found.
 *
 * @param check its name, the same between versions, such as {@code key.policy}
 * @param subject what it looked at, such as a region
 * @param evidence what it saw
 * @param why why it matters
 * @param mend the command, or the statement, that mends it; empty where nothing is to be mended
 */
public record CheckResult(
    String check, String subject, Level level, String evidence, String why, String mend) {

  /** How it stands. */
  public enum Level {
    PASS,
    /** Works, but not as it should. */
    WARN,
    /** Findings are lost, or will be. */
    FAIL,
    /** Could not be looked at. */
    SKIP
  }

  public CheckResult {
    requireNonNull(check, "check is null");
    requireNonNull(subject, "subject is null");
    requireNonNull(level, "level is null");
    requireNonNull(evidence, "evidence is null");
    requireNonNull(why, "why is null");
    requireNonNull(mend, "mend is null");

    if ((level == Level.WARN || level == Level.FAIL) && mend.isEmpty()) {
      throw new IllegalArgumentException(check + " finds fault and does not say what mends it");
    }
  }
}
