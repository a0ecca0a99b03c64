package io.guardlake.setup.plan;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What the owner of a key or bucket must do, whose credentials are not ours.
 *
 * @param statements to add to the policy, over several lines each
 */
public record ManualStep(String sentence, List<String> statements) {
  public ManualStep {
    requireNonNull(sentence, "sentence is null");
    statements = List.copyOf(statements);
  }
}
