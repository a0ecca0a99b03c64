package io.guardlake.setup.execute;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Does several things at once, and not too many. */
public final class AtOnce implements AutoCloseable {
  /** So many regions are asked at once. */
  public static final int USUAL = 12;

  private final AtomicInteger threads = new AtomicInteger();
  private final ExecutorService pool;

  public AtOnce(int most) {
    this.pool =
        Executors.newFixedThreadPool(
            most,
            task -> {
              Thread thread = new Thread(task, "setup-" + threads.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  public <T> Future<T> start(Callable<T> task) {
    return pool.submit(task);
  }

  /** What came of a task; what it threw is thrown here. */
  public static <T> T result(Future<T> task) throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }

      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
