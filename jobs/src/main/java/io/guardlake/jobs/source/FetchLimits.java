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
 * @param tries of one object, beyond those of the AWS SDK
 * @param backOff the pause before the second try; doubles with each
 */
public record FetchLimits(
    int parallel, int wholeBytes, long aheadBytes, int batchBytes, int tries, Duration backOff)
    implements Serializable {
  private static final long serialVersionUID = 1;

  public FetchLimits {
    requireNonNull(backOff, "backOff is null");

    if (parallel < 1 || wholeBytes < 0 || aheadBytes < 1 || batchBytes < 1 || tries < 1) {
      throw new IllegalArgumentException("every limit of fetching must be at least 1");
    }
  }

  /** 16 requests, 4 MiB whole, 32 MiB ahead, 1 MiB a batch, 4 tries from half a second. */
  public static FetchLimits standard() {
    return new FetchLimits(16, 4 << 20, 32L << 20, 1 << 20, 4, Duration.ofMillis(500));
  }
}
