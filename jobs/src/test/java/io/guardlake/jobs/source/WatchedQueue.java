package io.guardlake.jobs.source;

import io.guardlake.jobs.source.queue.HandleOutcome;
import io.guardlake.jobs.source.queue.MessageQueue;
import io.guardlake.jobs.source.queue.QueueDepth;
import io.guardlake.jobs.source.queue.QueueException;
import io.guardlake.jobs.source.queue.QueueMessage;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Tells of each message before it is deleted. */
final class WatchedQueue implements MessageQueue {
  private final FakeQueue queue;
  private final Consumer<String> deleting;

  /**
   * @param deleting given a message's id
   */
  WatchedQueue(FakeQueue queue, Consumer<String> deleting) {
    this.queue = queue;
    this.deleting = deleting;
  }

  @Override
  public List<QueueMessage> receive(Duration wait, Duration visibility) throws QueueException {
    return queue.receive(wait, visibility);
  }

  @Override
  public List<HandleOutcome> delete(List<String> handles) throws QueueException {
    handles.forEach(handle -> deleting.accept(handle.substring(0, handle.indexOf('/'))));
    return queue.delete(handles);
  }

  @Override
  public List<HandleOutcome> extend(List<String> handles, Duration visibility)
      throws QueueException {
    return queue.extend(handles, visibility);
  }

  @Override
  public QueueDepth depth() throws QueueException {
    return queue.depth();
  }

  @Override
  public void close() {
    // The queue outlives whoever reads from it.
  }
}
