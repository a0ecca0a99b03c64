package io.guardlake.sandbox.generator;

import java.time.Instant;

/** One version of a finding: what the truth counts, and its line. The line is not to be changed. */
final class FindingVersion {
  private final int finding;
  private final Instant updatedAt;
  private final double severity;
  private final byte[] line;

  FindingVersion(int finding, Instant updatedAt, double severity, byte[] line) {
    this.finding = finding;
    this.updatedAt = updatedAt;
    this.severity = severity;
    this.line = line;
  }

  int finding() {
    return finding;
  }

  Instant updatedAt() {
    return updatedAt;
  }

  double severity() {
    return severity;
  }

  byte[] line() {
    return line;
  }
}
