package io.guardlake.chaos;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets time pass: that is what a nemesis does between its deeds. */
final class Pauses {
  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private Pauses() {}

  static void millis(long millis) {
    try {
      if (NEVER.await(millis, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("Nobody counts down.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted.", e);
    }
  }
}
