package io.guardlake.jobs.alert.notice;

import java.util.Set;

/** What sinks are told: of one version of a finding, or of many at once. */
public sealed interface Notice permits Alert, Digest {
  /** The rule that it is of. */
  String rule();

  /**
   * Names this notice, the same whenever it is told again: what receivers deduplicate by. 32
   * hexadecimal digits.
   */
  String id();

  /** Groups the notices that are about one thing. 32 hexadecimal digits. */
  String incidentKey();

  /** The names of the sinks that are told. */
  Set<String> sinks();
}
