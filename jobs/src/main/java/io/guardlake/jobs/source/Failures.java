package io.guardlake.jobs.source;

import io.guardlake.jobs.source.store.StoreException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.util.FlinkRuntimeException;

/**
 * How often and how long the listing of one place has failed. Every place has its own, so that one
 * that works doesn't hide one that fails.
 */
final class Failures {
  private final ListingLimits limits;
  private final LongSupplier nanoTime;
  private int count;
  private long since;

  Failures(ListingLimits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  boolean isFailing() {
    return count > 0;
  }

  void succeeded() {
    count = 0;
  }

  /** How long to wait before the next try; throws what fails the job where there is none. */
  Duration failed(String place, StoreException error) {
    Duration pause = count();
    Duration failing = Duration.ofNanos(nanoTime.getAsLong() - since);

    if (failing.compareTo(limits.giveUpAfter()) >= 0) {
      throw new FlinkRuntimeException(
          "%s could not be listed for %s. %s"
              .formatted(place, inWords(failing), error.getMessage()),
          error);
    }

    // The last try is when it is time to give up, and not a pause later.
    Duration left = limits.giveUpAfter().minus(failing);
    return pause.compareTo(left) > 0 ? left : pause;
  }

  /** The same for a source that is read once: tried a few times, however long that takes. */
  Duration failedOnce(String place, StoreException error) {
    Duration pause = count();

    if (count >= limits.boundedTries()) {
      // It was tried often enough: restarting the job would only say the same later.
      throw new FlinkRuntimeException(
          "%s could not be listed in %d tries. %s".formatted(place, count, error.getMessage()),
          new SuppressRestartsException(error));
    }

    return pause;
  }

  private Duration count() {
    if (count == 0) {
      since = nanoTime.getAsLong();
    }

    Duration pause = limits.backOff().multipliedBy(1L << Math.min(count, 20));
    count++;
    return pause.compareTo(limits.maxBackOff()) > 0 ? limits.maxBackOff() : pause;
  }

  private static String inWords(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds < 120 ? seconds + " seconds" : duration.toMinutes() + " minutes";
  }
}
