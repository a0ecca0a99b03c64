package io.guardlake.jobs.alert.deliver;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** What became of one message that was sent. */
public sealed interface Outcome {
  /** The sink has it. */
  record Delivered() implements Outcome {}

  /**
   * It may be taken later.
   *
   * @param detail a sentence, without secrets
   * @param after how long the sink asked to wait; zero where it did not say
   */
  record Later(String detail, Duration after) implements Outcome {
    public Later {
      requireNonNull(detail, "detail is null");
      requireNonNull(after, "after is null");
    }
  }

  /** It will never be taken. */
  record Refused(String detail) implements Outcome {
    public Refused {
      requireNonNull(detail, "detail is null");
    }
  }

  static Outcome delivered() {
    return new Delivered();
  }

  static Outcome later(String detail) {
    return new Later(detail, Duration.ZERO);
  }
}
