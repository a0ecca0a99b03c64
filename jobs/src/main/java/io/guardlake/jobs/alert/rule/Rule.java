package io.guardlake.jobs.alert.rule;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * One rule.
 *
 * @param samples whether sample findings count
 * @param sinks the names of those it sends to
 * @param perFinding how often one finding may be told of; null: as often as it fires
 * @param perRule how often the rule may be told of; null: as often as it fires
 */
public record Rule(
    String name,
    Condition match,
    Triggers when,
    boolean samples,
    Set<String> sinks,
    Rate perFinding,
    Rate perRule,
    List<Suppression> suppress)
    implements Serializable {
  public Rule {
    requireNonNull(name, "name is null");
    requireNonNull(match, "match is null");
    requireNonNull(when, "when is null");
    sinks = Set.copyOf(sinks);
    suppress = List.copyOf(suppress);
  }
}
