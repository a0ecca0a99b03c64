package io.guardlake.jobs.source;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;

/**
 * How a reader fetches objects.
 *
 * @param parallel requests under way at a time
 * @param wholeBytes objects up to this size are fetched ahead and whole, larger ones are streamed
 * @param aheadBytes fetched ahead at most
 * @param batchBytes handed on at a time, about
 * @param tries of one object, beyond those of the AWS SDK, while others can be read
 * @param backOff the pause before the second try; doubles with each
 * @param maxBackOff the longest such pause
 * @param giveUpAfter how long to go on where nothing can be read, before the job fails
 */
public record FetchLimits(
    int parallel,
    int wholeBytes,
    long aheadBytes,
    int batchBytes,
    int tries,
    Duration backOff,
    Duration maxBackOff,
    Duration giveUpAfter)
    implements Serializable {
  private static final long serialVersionUID = 1;

  public FetchLimits {
    requireNonNull(backOff, "backOff is null");
    requireNonNull(maxBackOff, "maxBackOff is null");
    requireNonNull(giveUpAfter, "giveUpAfter is null");

    if (parallel < 1 || wholeBytes < 0 || aheadBytes < 1 || batchBytes < 1 || tries < 1) {
      throw new IllegalArgumentException("every limit of fetching must be at least 1");
    }
  }

  /**
   * 64 requests, 4 MiB whole, 32 MiB ahead, 1 MiB a batch, 4 tries from half a second to 30
   * seconds, 10 minutes.
   */
  public static FetchLimits standard() {
    return new FetchLimits(
        64,
        4 << 20,
        32L << 20,
        1 << 20,
        4,
        Duration.ofMillis(500),
        Duration.ofSeconds(30),
        Duration.ofMinutes(10));
  }

  /** The same, giving up after another time. */
  public FetchLimits withGiveUpAfter(Duration other) {
    return new FetchLimits(
        parallel, wholeBytes, aheadBytes, batchBytes, tries, backOff, maxBackOff, other);
  }

  /** The pause after so many failures. */
  Duration pause(int failures) {
    Duration pause = backOff.multipliedBy(1L << Math.min(failures - 1, 20));
    return pause.compareTo(maxBackOff) > 0 ? maxBackOff : pause;
  }
}
