package io.guardlake.jobs.alert.rule;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What alerting remembers of a finding.
 *
 * @param versions how many have been seen
 * @param worstScore the highest severity so far
 * @param lastScore the severity of the newest version so far
 * @param newestUpdatedAt microseconds since the epoch
 * @param mostOccurrences the highest count so far
 * @param fired when rules that limit a finding fired for it, by rule; milliseconds since the epoch,
 *     oldest first
 */
public record FindingHistory(
    long versions,
    double worstScore,
    double lastScore,
    long newestUpdatedAt,
    long mostOccurrences,
    Map<String, List<Long>> fired) {
  /** Nothing has been seen. */
  public static final FindingHistory EMPTY =
      new FindingHistory(0, 0, 0, Long.MIN_VALUE, 0, Map.of());

  public FindingHistory {
    requireNonNull(fired, "fired is null");
    TreeMap<String, List<Long>> copy = new TreeMap<>();
    fired.forEach((rule, times) -> copy.put(rule, List.copyOf(times)));
    fired = Map.copyOf(copy);
  }

  public boolean isEmpty() {
    return versions == 0;
  }

  /** The history with one version more. */
  public FindingHistory plus(VersionFacts version) {
    boolean newest = isEmpty() || version.updatedAt() >= newestUpdatedAt;
    return new FindingHistory(
        versions + 1,
        isEmpty() ? version.score() : Math.max(worstScore, version.score()),
        newest ? version.score() : lastScore,
        newest ? version.updatedAt() : newestUpdatedAt,
        Math.max(mostOccurrences, version.occurrences()),
        fired);
  }

  FindingHistory withFired(String rule, List<Long> times) {
    Map<String, List<Long>> changed = new TreeMap<>(fired);
    changed.put(rule, times);
    return new FindingHistory(
        versions, worstScore, lastScore, newestUpdatedAt, mostOccurrences, changed);
  }
}
