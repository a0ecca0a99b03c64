package io.guardlake.setup.execute;

import static java.util.Objects.requireNonNull;

import io.guardlake.setup.message.Explanation;
import io.guardlake.setup.message.Meaning;

/** A control plane could not do what an action asks for. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Meaning meaning;

  public RefusedException(Explanation explanation) {
    this(explanation, null);
  }

  /**
   * A refusal.
   *
   * @param cause what was thrown by the one that was asked; null: nothing was
   */
  public RefusedException(Explanation explanation, Throwable cause) {
    super(explanation.sentence(), cause);
    this.meaning = requireNonNull(explanation.meaning(), "meaning is null");
  }

  public Meaning meaning() {
    return meaning;
  }
}
