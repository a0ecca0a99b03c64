package io.guardlake.sandbox.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Reads a process's output to its end so that the process never blocks on a full pipe, keeps the
 * last lines for error messages, and notices one awaited line.
 */
final class OutputTail {
  private static final int KEPT_LINES = 30;

  private final String awaited;
  private final Deque<String> lines = new ArrayDeque<>();
  private final CountDownLatch settled = new CountDownLatch(1);
  private boolean seen;

  private OutputTail(String awaited) {
    this.awaited = awaited;
  }

  static OutputTail follow(InputStream output, String awaited) {
    OutputTail tail = new OutputTail(awaited);
    Thread reader = new Thread(() -> tail.read(output), "server-output");
    reader.setDaemon(true);
    reader.start();
    return tail;
  }

  /** Waits for the awaited line; false when the output ended or the time was up before it. */
  boolean await(long timeout, TimeUnit unit) throws InterruptedException {
    boolean inTime = settled.await(timeout, unit);

    synchronized (this) {
      return inTime && seen;
    }
  }

  synchronized List<String> lastLines() {
    return List.copyOf(lines);
  }

  private void read(InputStream output) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        accept(line);
      }
    } catch (IOException closed) {
      accept("(its output broke off: " + closed.getMessage() + ")");
    } finally {
      settled.countDown();
    }
  }

  private synchronized void accept(String line) {
    if (line.equals(awaited)) {
      seen = true;
      settled.countDown();
      return;
    }

    if (lines.size() == KEPT_LINES) {
      lines.removeFirst();
    }

    lines.addLast(line);
  }
}
