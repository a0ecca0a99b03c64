package io.guardlake.jobs.source;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/** Work in threads of the enumerator's own: Flink lends just one to all that is asynchronous. */
final class CoordinatorBackground implements Background {
  private final SplitEnumeratorContext<?> context;
  private final ScheduledExecutorService threads;

  /**
   * @param parallel how much may be done at a time
   */
  CoordinatorBackground(SplitEnumeratorContext<?> context, int parallel) {
    this.context = context;
    this.threads =
        Executors.newScheduledThreadPool(parallel, new NamedThreads("guardlake-enumerator"));
  }

  @Override
  public <T> void run(Duration delay, Callable<T> work, BiConsumer<T, Throwable> then) {
    try {
      ScheduledFuture<?> unused =
          threads.schedule(() -> run(work, then), delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // Closed meanwhile: nobody waits for the result.
      return;
    }
  }

  private <T> void run(Callable<T> work, BiConsumer<T, Throwable> then) {
    T result;

    try {
      result = work.call();
    } catch (Throwable e) {
      hand(() -> then.accept(null, e));
      return;
    }

    hand(() -> then.accept(result, null));
  }

  private void hand(Runnable runnable) {
    if (!threads.isShutdown()) {
      context.runInCoordinatorThread(runnable);
    }
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
