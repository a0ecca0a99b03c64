package io.guardlake.jobs.source;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.source.queue.MessageQueueFactory;
import io.guardlake.jobs.source.queue.QueueUrl;
import java.io.Serializable;

/** A queue that tells of new objects. */
public record QueueSettings(QueueUrl url, MessageQueueFactory queues, QueueLimits limits)
    implements Serializable {
  private static final long serialVersionUID = 1;

  public QueueSettings {
    requireNonNull(url, "url is null");
    requireNonNull(queues, "queues is null");
    requireNonNull(limits, "limits is null");
  }

  /** A queue of SQS by the standard AWS environment, with the standard limits. */
  public static QueueSettings of(QueueUrl url) {
    return new QueueSettings(url, MessageQueueFactory.standard(), QueueLimits.standard());
  }

  public QueueSettings withLimits(QueueLimits other) {
    return new QueueSettings(url, queues, other);
  }

  public QueueSettings withQueues(MessageQueueFactory other) {
    return new QueueSettings(url, other, limits);
  }
}
