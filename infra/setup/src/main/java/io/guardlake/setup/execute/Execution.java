package io.guardlake.setup.execute;

import io.guardlake.setup.execute.Outcome.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a plan was done.
 *
 * @param outcomes one an action, in order
 */
public record Execution(List<Outcome> outcomes) {
  public Execution {
    outcomes = List.copyOf(outcomes);
  }

  /** Whether every action was done. */
  public boolean isWhole() {
    return outcomes.stream().allMatch(outcome -> outcome.state() == State.DONE);
  }

  /** The outcomes by region; what belongs to none is under an empty name. */
  public SortedMap<String, List<Outcome>> matrix() {
    SortedMap<String, List<Outcome>> matrix = new TreeMap<>();

    for (Outcome outcome : outcomes) {
      matrix
          .computeIfAbsent(outcome.action().region().orElse(""), region -> new ArrayList<>())
          .add(outcome);
    }

    return Collections.unmodifiableSortedMap(matrix);
  }
}
