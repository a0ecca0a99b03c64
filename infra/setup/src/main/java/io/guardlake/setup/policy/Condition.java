package io.guardlake.setup.policy;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** One line of a Condition block: an operator, a context key, and the values it may take. */
public record Condition(String operator, String key, List<String> values) {
  public Condition {
    requireNonNull(operator, "operator is null");
    requireNonNull(key, "key is null");
    values = List.copyOf(values);
  }
}
