package io.guardlake.setup.message;

import static java.util.Objects.requireNonNull;

/**
 * A refusal, understood.
 *
 * @param sentence what was called and where, what it means and what to do, and what AWS said
 */
public record Explanation(Meaning meaning, String sentence) {
  public Explanation {
    requireNonNull(meaning, "meaning is null");
    requireNonNull(sentence, "sentence is null");
  }
}
