package io.guardlake.jobs.source;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * A look for late objects, in days that the window has passed.
 *
 * @param every how often
 * @param back how far back, in whole days; what lies before the job's first day is counted and not
 *     read
 */
public record Reconcile(Duration every, Duration back) implements Serializable {
  private static final long serialVersionUID = 1;

  public Reconcile {
    requireNonNull(every, "every is null");
    requireNonNull(back, "back is null");

    if (every.isNegative() || every.isZero() || back.toDays() < 1) {
      throw new IllegalArgumentException(
          "Late objects must be looked for at some pace, and a day back at least");
    }
  }

  /** Every 6 hours 7 days back, and every day 30 days back. */
  public static List<Reconcile> standard() {
    return List.of(
        new Reconcile(Duration.ofHours(6), Duration.ofDays(7)),
        new Reconcile(Duration.ofDays(1), Duration.ofDays(30)));
  }

  int backDays() {
    return Math.toIntExact(back.toDays());
  }
}
