package io.guardlake.setup.plan;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a person must do, or may want to: the owner of a key or bucket whose credentials are not
 * ours, or whoever takes away what destroying a setup leaves.
 *
 * @param statements to add to a policy, over several lines each, or commands
 */
public record ManualStep(String sentence, List<String> statements) {
  public ManualStep {
    requireNonNull(sentence, "sentence is null");
    statements = List.copyOf(statements);
  }
}
