package io.guardlake.setup.execute;

import static java.util.Objects.requireNonNull;

import io.guardlake.setup.plan.SetupAction;

/**
 * What became of an action.
 *
 * @param sentence why, where it was not done; else empty
 */
public record Outcome(SetupAction action, State state, String sentence) {

  /** In short. */
  public enum State {
    DONE,
    FAILED,
    /** Not tried, because of what failed before. */
    SKIPPED
  }

  public Outcome {
    requireNonNull(action, "action is null");
    requireNonNull(state, "state is null");
    requireNonNull(sentence, "sentence is null");
  }
}
