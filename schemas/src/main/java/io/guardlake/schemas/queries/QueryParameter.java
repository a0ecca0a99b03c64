package io.guardlake.schemas.queries;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A parameter of a saved query.
 *
 * @param defaultText what stands for it if it is left out, or null if it must be given
 * @param example a text that shows what to give; the default if there is one
 * @param meaning a sentence or two
 */
public record QueryParameter(
    String name, ParameterType type, String defaultText, String example, String meaning) {
  public QueryParameter {
    requireNonNull(name, "name is null");
    requireNonNull(type, "type is null");
    requireNonNull(example, "example is null");
    requireNonNull(meaning, "meaning is null");
    type.value(example);
  }

  /** The text that stands for it if it is left out. */
  public Optional<String> defaultValue() {
    return Optional.ofNullable(defaultText);
  }
}
