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
  }

  /**
   * How long to wait before the next try.
   *
   * @throws StoreException where there is none; one that concerns the store is to fail the job
   */
  Duration failed(StoreException error) throws StoreException {
    if (failures++ == 0) {
      failingSince = health.now();
    }

    if (isFinal(error)) {
      throw error;
    }

    Duration failing = Duration.ofNanos(health.now() - failingSince);

    if (failing.compareTo(limits.giveUpAfter()) >= 0) {
      throw new StoreException(
          StoreProblem.OUTAGE,
          "Nothing helped for " + failing.toSeconds() + " seconds. " + error.getMessage(),
          error);
    }

    metrics.retried(error.problem());
    return limits.pause(failures);
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
  }
}
