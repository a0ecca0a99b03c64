package io.guardlake.jobs.source;

import java.util.function.LongSupplier;

/**
 * Whether objects can be read at all, as a reader sees it: it tells an object that alone cannot be
 * read from an outage. Safe for use by many threads.
 */
final class StoreHealth {
  private final LongSupplier nanoTime;
  private volatile long lastSuccess;
  private volatile boolean any;

  StoreHealth(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  long now() {
    return nanoTime.getAsLong();
  }

  /** An object was read. */
  void succeeded() {
    lastSuccess = now();
    any = true;
  }

  /** Whether an object was read at that time or later. */
  boolean succeededSince(long time) {
    return any && lastSuccess - time >= 0;
  }
}
