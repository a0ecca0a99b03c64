package io.guardlake.jobs.alert.rule;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * That a rule fired for a version.
 *
 * @param reasons why, never empty
 */
public record Firing(Rule rule, Set<Reason> reasons, Outcome outcome) {
  /** What becomes of it. */
  public enum Outcome {
    /** It is told of by itself, as far as the rule's own limit lets it. */
    ALERT,
    /** The version is old; a digest tells of it. */
    OLD,
    /** The finding has been told of often enough; a digest tells of it. */
    LIMITED,
    /** A suppression covers it; nobody is told. */
    SUPPRESSED
  }

  public Firing {
    requireNonNull(rule, "rule is null");
    reasons = Set.copyOf(reasons);
    requireNonNull(outcome, "outcome is null");
  }
}
