package io.guardlake.jobs.source;

import java.io.IOException;

/**
 * A way in which objects are found; what it finds goes to an {@link Intake}. Every method is called
 * in the coordinator's thread, and what blocks is done by {@link Background}.
 */
interface DiscoveryFeed extends AutoCloseable {
  void start();

  /**
   * There may be room again, where the feed waited for it; called often, and mostly for nothing.
   */
  void resume();

  /** A checkpoint's snapshot of the enumerator is being taken: it holds what was offered so far. */
  default void snapshot(long checkpoint) {}

  /** A checkpoint is complete: what its snapshot held is durable. */
  default void completed(long checkpoint) {}

  @Override
  default void close() throws IOException {}
}
