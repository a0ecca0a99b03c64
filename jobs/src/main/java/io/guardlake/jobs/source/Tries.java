package io.guardlake.jobs.source;

import io.guardlake.jobs.source.store.StoreException;
import io.guardlake.jobs.source.store.StoreException.Scope;
import java.io.IOException;
import java.io.InterruptedIOException;

/** Counts the tries of one object, and waits between them. */
final class Tries {
  private final FetchLimits limits;
  private final ReaderMetrics metrics;
  private int failures;

  Tries(FetchLimits limits, ReaderMetrics metrics) {
    this.limits = limits;
    this.metrics = metrics;
  }

  /** Waits for the next try, or throws where there is none. */
  void failed(IOException error) throws IOException {
    failures++;
    boolean forGood = error instanceof StoreException store && store.scope() == Scope.OBJECT;

    if (forGood || failures >= limits.tries() || Thread.interrupted()) {
      throw error;
    }

    metrics.retried();

    try {
      Thread.sleep(limits.backOff().multipliedBy(1L << Math.min(failures - 1, 10)).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Waiting for another try was interrupted");
    }
  }

  /** Something was read: what failed before no longer counts. */
  void succeeded() {
    failures = 0;
  }
}
