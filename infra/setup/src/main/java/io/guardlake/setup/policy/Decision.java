package io.guardlake.setup.policy;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * What a policy says to a request, and why.
 *
 * @param reasons the statements that decided it; where nothing allows, those that nearly do
 */
public record Decision(Outcome outcome, List<Reason> reasons) {
  /** The answer. */
  public enum Outcome {
    ALLOWED,
    /** A statement denies it; no other statement can mend that. */
    DENIED,
    /** No statement allows it. */
    NOT_ALLOWED,
    /** It hangs on something that cannot be told from here. */
    UNCERTAIN
  }

  /** One statement, and how it bears on the request. */
  public record Reason(Statement statement, String sentence) {
    public Reason {
      requireNonNull(statement, "statement is null");
      requireNonNull(sentence, "sentence is null");
    }
  }

  public Decision {
    requireNonNull(outcome, "outcome is null");
    reasons = List.copyOf(reasons);
  }

  public boolean isAllowed() {
    return outcome == Outcome.ALLOWED;
  }

  /** Whether it is surely not allowed. */
  public boolean isRefusal() {
    return outcome == Outcome.DENIED || outcome == Outcome.NOT_ALLOWED;
  }

  /** The reasons, as one text. */
  public String explanation() {
    if (reasons.isEmpty()) {
      return "No statement speaks of this caller and action.";
    }

    return reasons.stream().map(Reason::sentence).collect(joining(" "));
  }
}
