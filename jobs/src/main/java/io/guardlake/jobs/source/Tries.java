package io.guardlake.jobs.source;

import io.guardlake.jobs.source.store.StoreException;
import io.guardlake.jobs.source.store.StoreException.Scope;
import io.guardlake.jobs.source.store.StoreProblem;
import java.time.Duration;

/**
 * Decides whether one object is tried again; made when it is asked for. What concerns the object
 * alone is final. What may pass is tried a few times while other objects can be read; where none
 * can, and for what concerns the whole store, it goes on until an outage has lasted too long to be
 * borne. Used by one thread at a time.
 */
final class Tries {
  /** One try has so long at least, or a short limit would let none succeed. */
  private static final Duration SHORTEST = Duration.ofSeconds(5);

  private final FetchLimits limits;
  private final ReaderMetrics metrics;
  private final StoreHealth health;
  private int failures;
  private long askedAt;
  private long failingSince;

  Tries(FetchLimits limits, ReaderMetrics metrics, StoreHealth health) {
    this.limits = limits;
    this.metrics = metrics;
    this.health = health;
    this.askedAt = health.now();
    this.failingSince = askedAt;
  }

  /**
   * A try begins. How long may be waited for it: to when it is time to give up. The client tries
   * again by itself, and slows all of its requests down while S3 wants that, so that one of many
   * may hear nothing for minutes.
   */
  Duration begun() {
    if (failures == 0) {
      failingSince = health.now();
    }

    Duration left = limits.giveUpAfter().minus(failing());
    return left.compareTo(SHORTEST) > 0 ? left : SHORTEST;
  }

  /**
   * How long to wait before the next try.
   *
   * @throws StoreException where there is none; one that concerns the store is to fail the job
   */
  Duration failed(StoreException error) throws StoreException {
    failures++;

    if (isFinal(error)) {
      throw error;
    }

    Duration failing = failing();

    if (failing.compareTo(limits.giveUpAfter()) >= 0) {
      throw new StoreException(
          StoreProblem.OUTAGE,
          "Nothing helped for " + failing.toSeconds() + " seconds. " + error.getMessage(),
          error);
    }

    metrics.retried(error.problem());
    Duration pause = limits.pause(failures);
    Duration left = limits.giveUpAfter().minus(failing);
    return pause.compareTo(left) > 0 ? left : pause;
  }

  private Duration failing() {
    return Duration.ofNanos(health.now() - failingSince);
  }

  private boolean isFinal(StoreException error) {
    if (error.scope() == Scope.OBJECT) {
      return true;
    }

    if (error.scope() == Scope.STORE || failures < limits.tries()) {
      return false;
    }

    return error.scope() == Scope.SETTING || health.succeededSince(askedAt);
  }

  /** Something was read: what failed before no longer counts. */
  void succeeded() {
    failures = 0;
    health.succeeded();
    askedAt = health.now();
    failingSince = askedAt;
  }
}
