package io.guardlake.schemas.yaml;

import java.util.Optional;

/** What a value must look like. */
@FunctionalInterface
public interface TextCheck {
  /** The sentence that says what is wrong with a value; empty where nothing is. */
  Optional<String> complaint(String text);

  /** Takes any text. */
  static TextCheck anything() {
    return text -> Optional.empty();
  }
}
