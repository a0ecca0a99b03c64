package io.guardlake.sandbox.generator;

/**
 * An entry of a threat list.
 *
 * @param name empty in lists that have none
 */
record ThreatIntelligence(String list, String name) {
  /** Entries by the finding types that they cause. */
  static final ByType<ThreatIntelligence> BY_TYPE =
      new ByType<>(
          "threat-intelligence.tsv", 3, row -> new ThreatIntelligence(row.get(1), row.get(2)));
}
