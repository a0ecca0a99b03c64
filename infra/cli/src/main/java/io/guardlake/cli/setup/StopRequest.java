package io.guardlake.cli.setup;

import io.guardlake.setup.run.StoppedException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Whether someone wants this to end, as by Ctrl-C. Safe for use by several threads. */
final class StopRequest {
  private final CountDownLatch stopped = new CountDownLatch(1);

  void stop() {
    stopped.countDown();
  }

  /** Throws when this is to end. */
  void check() {
    if (stopped.getCount() == 0) {
      throw new StoppedException();
    }
  }

  /** Waits; throws when this is to end before. */
  void sleep(Duration duration) {
    try {
      if (stopped.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new StoppedException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    }
  }
}
