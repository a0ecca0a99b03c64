package io.guardlake.sandbox.generator;

/** GuardDuty's four severity bands, as total functions over any number. */
enum SeverityBand {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  static SeverityBand of(double severity) {
    if (severity < 4) {
      return LOW;
    }

    if (severity < 7) {
      return MEDIUM;
    }

    return severity < 9 ? HIGH : CRITICAL;
  }
}
