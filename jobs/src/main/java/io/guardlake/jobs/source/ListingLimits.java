package io.guardlake.jobs.source;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;

/**
 * How listing behaves.
 *
 * @param parallel requests under way at a time
 * @param perSecond requests a second; S3 itself allows 5,500 to a prefix, readers included ("Best
 *     practices design patterns: optimizing Amazon S3 performance")
 * @param pending objects found and not yet handed out; listing waits above it
 * @param backOff the pause after the first error; doubles with each
 * @param maxBackOff the longest such pause
 * @param giveUpAfter how long a continuous source goes on while some place cannot be listed before
 *     it fails the job
 * @param boundedTries how often a bounded source tries before it fails the job
 */
public record ListingLimits(
    int parallel,
    int perSecond,
    int pending,
    Duration backOff,
    Duration maxBackOff,
    Duration giveUpAfter,
    int boundedTries)
    implements Serializable {
  private static final long serialVersionUID = 2;

  public ListingLimits {
    requireNonNull(backOff, "backOff is null");
    requireNonNull(maxBackOff, "maxBackOff is null");
    requireNonNull(giveUpAfter, "giveUpAfter is null");

    if (parallel < 1 || perSecond < 1 || pending < 1 || boundedTries < 1) {
      throw new IllegalArgumentException(
          "parallel, perSecond, pending and boundedTries must be at least 1");
    }
  }

  /** 16 requests, 500 a second, 20,000 objects, 1 second to 1 minute, 15 minutes, 3 tries. */
  public static ListingLimits standard() {
    return new ListingLimits(
        16, 500, 20_000, Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(15), 3);
  }

  public ListingLimits withGiveUpAfter(Duration other) {
    return new ListingLimits(
        parallel, perSecond, pending, backOff, maxBackOff, other, boundedTries);
  }

  public ListingLimits withPending(int other) {
    return new ListingLimits(
        parallel, perSecond, other, backOff, maxBackOff, giveUpAfter, boundedTries);
  }
}
