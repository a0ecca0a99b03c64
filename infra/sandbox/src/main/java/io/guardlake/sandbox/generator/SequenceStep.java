package io.guardlake.sandbox.generator;

import java.util.List;
import java.util.Locale;

/**
 * What a signal of an attack sequence is about.
 *
 * @param log as in the signal's {@code type}
 * @param name a call, a program or a finding's type
 * @param severity a finding's; empty for logs
 * @param technique its number at MITRE, then its name
 * @param resource the type of resource it is about
 * @param indicators those it may have besides tactic and technique
 */
record SequenceStep(
    String log,
    String name,
    String severity,
    String tactic,
    String technique,
    String resource,
    Actor actor,
    Endpoint endpoint,
    List<String> indicators) {
  /** Who acts. */
  enum Actor {
    USER,
    PROCESS,
    NONE
  }

  /** What is known of the other end. */
  enum Endpoint {
    ADDRESS,
    DOMAIN,
    NONE
  }

  /** Steps by the types of sequences, in the order of an attack. */
  static final ByType<SequenceStep> BY_TYPE =
      new ByType<>("sequence-steps.tsv", 10, SequenceStep::parse);

  SequenceStep {
    indicators = List.copyOf(indicators);
  }

  boolean isFinding() {
    return log.equals("FINDING");
  }

  private static SequenceStep parse(List<String> row) {
    return new SequenceStep(
        row.get(1),
        row.get(2),
        row.get(3),
        row.get(4),
        row.get(5),
        row.get(6),
        Actor.valueOf(row.get(7).toUpperCase(Locale.ROOT)),
        Endpoint.valueOf(row.get(8).toUpperCase(Locale.ROOT)),
        List.of(row.get(9).split(",", -1)));
  }
}
