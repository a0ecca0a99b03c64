package io.guardlake.jobs.writer;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long a writer that is not heard of keeps others out, and how often it is heard of.
 *
 * @param silence whoever sees no renewal for so long, by its own clock, may take a writer for dead
 * @param renewal the pause between two renewals
 * @param look the pause between two looks of one that waits
 */
public record WriterTiming(Duration silence, Duration renewal, Duration look)
    implements Serializable {
  private static final long serialVersionUID = 1;

  public WriterTiming {
    requireNonNull(silence, "silence is null");
    requireNonNull(renewal, "renewal is null");
    requireNonNull(look, "look is null");

    if (renewal.multipliedBy(2).compareTo(silence) > 0) {
      throw new IllegalArgumentException(
          "A renewal every %s may be late once in a silence of %s: renew more often."
              .formatted(renewal, silence));
    }
  }

  /** A dead writer keeps others out for less than 30 seconds. */
  public static WriterTiming standard() {
    return new WriterTiming(Duration.ofSeconds(24), Duration.ofSeconds(6), Duration.ofSeconds(1));
  }
}
