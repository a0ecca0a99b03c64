package io.guardlake.jobs.source.queue;

import java.io.Serializable;

/** Opens a queue, on whichever machine it is needed. */
@FunctionalInterface
public interface MessageQueueFactory extends Serializable {
  /**
   * Opens a queue.
   *
   * @param connections how many requests may be under way at a time
   */
  MessageQueue open(QueueUrl url, int connections);

  /** SQS by the standard AWS environment. */
  static MessageQueueFactory standard() {
    return (url, connections) -> new SqsMessageQueue(url, SqsClients.standard(url, connections));
  }
}
