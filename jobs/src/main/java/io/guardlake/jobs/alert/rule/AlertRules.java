package io.guardlake.jobs.alert.rule;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A rules file, checked. It holds references to secrets and no secret.
 *
 * @param oldAfter a version older than this is told of in a digest, not by itself
 * @param digestEvery how long a digest gathers
 * @param sinks by name
 */
public record AlertRules(
    Duration oldAfter, Duration digestEvery, Map<String, SinkWish> sinks, List<Rule> rules)
    implements Serializable {
  public AlertRules {
    requireNonNull(oldAfter, "oldAfter is null");
    requireNonNull(digestEvery, "digestEvery is null");
    sinks = Map.copyOf(sinks);
    rules = List.copyOf(rules);
  }
}
