package io.guardlake.jobs.source.queue;

import java.time.Duration;
import java.util.List;

/**
 * A queue that delivers each message at least once, in any order. A message that was received is
 * hidden from other receivers for a time, and comes again unless it is deleted before. Safe for use
 * by many threads; every error of the queue comes as a {@link QueueException}.
 */
public interface MessageQueue extends AutoCloseable {
  /** How many messages one call may handle. */
  int BATCH = 10;

  /**
   * Receives up to {@link #BATCH} messages; an empty list where none came.
   *
   * @param wait how long to wait where there is no message; at most 20 seconds
   * @param visibility how long the messages stay hidden, from now on; whole seconds, at most 12
   *     hours
   */
  List<QueueMessage> receive(Duration wait, Duration visibility) throws QueueException;

  /**
   * Deletes up to {@link #BATCH} messages by the handles of their last receipt.
   *
   * @return what became of each, in the order of the handles
   */
  List<HandleOutcome> delete(List<String> handles) throws QueueException;

  /**
   * Keeps up to {@link #BATCH} messages hidden for so long from now on.
   *
   * @return what became of each, in the order of the handles
   */
  List<HandleOutcome> extend(List<String> handles, Duration visibility) throws QueueException;

  /** How many messages there are, about. */
  QueueDepth depth() throws QueueException;

  @Override
  void close();
}
