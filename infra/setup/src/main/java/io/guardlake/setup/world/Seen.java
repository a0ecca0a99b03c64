package io.guardlake.setup.world;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** Something that was looked for. What could not be read is never taken for what is not there. */
public sealed interface Seen<T> {

  /** It is there. */
  record Present<T>(T value) implements Seen<T> {
    public Present {
      requireNonNull(value, "value is null");
    }
  }

  /** It is not there. */
  record Absent<T>() implements Seen<T> {}

  /**
   * It could not be read.
   *
   * @param why a sentence that says what to do
   */
  record Unreadable<T>(String why) implements Seen<T> {
    public Unreadable {
      requireNonNull(why, "why is null");
    }
  }

  static <T> Seen<T> present(T value) {
    return new Present<>(value);
  }

  static <T> Seen<T> absent() {
    return new Absent<>();
  }

  static <T> Seen<T> unreadable(String why) {
    return new Unreadable<>(why);
  }

  /** The value, where there is one to see. */
  default Optional<T> found() {
    return this instanceof Present<T> present ? Optional.of(present.value()) : Optional.empty();
  }

  /** Why it could not be read, where it could not. */
  default Optional<String> problem() {
    return this instanceof Unreadable<T> unreadable
        ? Optional.of(unreadable.why())
        : Optional.empty();
  }

  default boolean isAbsent() {
    return this instanceof Absent;
  }
}
