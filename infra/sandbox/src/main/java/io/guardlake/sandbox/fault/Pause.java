package io.guardlake.sandbox.fault;

import java.io.InterruptedIOException;

/** Time that a client has to wait. */
final class Pause {
  private Pause() {}

  static void millis(long millis) throws InterruptedIOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("The proxy is closed.");
    }
  }
}
