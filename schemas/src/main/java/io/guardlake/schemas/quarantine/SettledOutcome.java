package io.guardlake.schemas.quarantine;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a replay made of a row of quarantine. The codes are published. */
public enum SettledOutcome {
  REPLAYED("It was read: what it holds is in findings, or in quarantine for a reason of its own."),
  STILL_BAD("It was tried again and failed again; the row stays open."),
  GONE("Its object is gone or was replaced, and quarantine has not all of its bytes.");

  private final String meaning;

  SettledOutcome(String meaning) {
    this.meaning = meaning;
  }

  /** The published code, in snake_case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the outcome says, as one sentence. */
  public String meaning() {
    return meaning;
  }

  /** Whether the row is done with. */
  public boolean closes() {
    return this != STILL_BAD;
  }

  /** The outcome of a code; empty for one that this version does not know. */
  public static Optional<SettledOutcome> of(String code) {
    return Arrays.stream(values()).filter(outcome -> outcome.code().equals(code)).findFirst();
  }
}
