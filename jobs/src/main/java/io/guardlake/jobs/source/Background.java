package io.guardlake.jobs.source;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;

/**
 * Does what blocks away from the coordinator's thread. An interface, so that tests drive it by a
 * virtual clock.
 */
interface Background extends AutoCloseable {
  /** Does work after a delay and hands its result, or error, over in the coordinator's thread. */
  <T> void run(Duration delay, Callable<T> work, BiConsumer<T, Throwable> then);

  /** A clock that only goes forward, in nanoseconds. */
  long nanoTime();

  @Override
  void close();
}
