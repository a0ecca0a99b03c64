package io.guardlake.jobs.replay;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.run.RunSummary;
import io.guardlake.schemas.quarantine.SettledOutcome;
import java.util.Map;

/**
 * What a replay did.
 *
 * @param selected rows of quarantine that were asked for
 * @param outcomes what became of those that were tried
 * @param left how many of them were left as they were, by why
 * @param byReason of those that were tried, or would be: how many are of each reason
 * @param objects objects read, or that would be
 * @param run what the pipeline did, or null where nothing was run
 */
public record ReplaySummary(
    long selected,
    Map<SettledOutcome, Long> outcomes,
    Map<String, Integer> left,
    Map<String, Integer> byReason,
    int objects,
    RunSummary run) {
  public ReplaySummary {
    outcomes = Map.copyOf(outcomes);
    left = Map.copyOf(left);
    requireNonNull(byReason, "byReason is null");
  }

  public long count(SettledOutcome outcome) {
    return outcomes.getOrDefault(outcome, 0L);
  }

  /** How many of the rows asked for were left as they were. */
  public long countLeft() {
    return left.values().stream().mapToLong(Integer::longValue).sum();
  }

  /** Whether all that was asked for was read. */
  public boolean isComplete() {
    return count(SettledOutcome.REPLAYED) == selected;
  }
}
