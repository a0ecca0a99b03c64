package io.guardlake.sandbox.sqs;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A queue to make. A name that ends with {@code .fifo} makes a FIFO queue, as in SQS.
 *
 * @param name the queue's name
 * @param visibilityTimeout how long a received message stays hidden, from 0 s to 12 h
 * @param deadLetters where messages go that were received too often
 */
public record QueueSettings(
    String name, Duration visibilityTimeout, Optional<DeadLetters> deadLetters) {
  private static final Duration LONGEST_VISIBILITY = Duration.ofHours(12);

  /**
   * Where messages go that were received too often.
   *
   * @param queue the name of the dead-letter queue, which must exist
   * @param maxReceives how often a message may be received before it moves there
   */
  public record DeadLetters(String queue, int maxReceives) {
    public DeadLetters {
      requireNonNull(queue, "queue is null");

      if (maxReceives < 1 || maxReceives > 1000) {
        throw new IllegalArgumentException(
            "maxReceives must be from 1 to 1000, not " + maxReceives);
      }
    }
  }

  public QueueSettings {
    requireNonNull(name, "name is null");
    requireNonNull(visibilityTimeout, "visibilityTimeout is null");
    requireNonNull(deadLetters, "deadLetters is null");

    if (visibilityTimeout.isNegative() || visibilityTimeout.compareTo(LONGEST_VISIBILITY) > 0) {
      throw new IllegalArgumentException(
          "visibilityTimeout must be from 0 s to 12 h, not " + visibilityTimeout);
    }
  }

  /** A queue with SQS's defaults: 30 s of visibility timeout, no dead-letter queue. */
  public static QueueSettings named(String name) {
    return new QueueSettings(name, Duration.ofSeconds(30), Optional.empty());
  }

  public QueueSettings hidingFor(Duration newVisibilityTimeout) {
    return new QueueSettings(name, newVisibilityTimeout, deadLetters);
  }

  /** The same, moving a message to another queue once it was received that often. */
  public QueueSettings redrivingTo(String queue, int maxReceives) {
    return new QueueSettings(
        name, visibilityTimeout, Optional.of(new DeadLetters(queue, maxReceives)));
  }

  Map<QueueAttributeName, String> attributes() {
    Map<QueueAttributeName, String> attributes = new LinkedHashMap<>();
    attributes.put(
        QueueAttributeName.VISIBILITY_TIMEOUT, Long.toString(visibilityTimeout.toSeconds()));

    if (name.endsWith(".fifo")) {
      attributes.put(QueueAttributeName.FIFO_QUEUE, "true");
    }

    deadLetters.ifPresent(
        target ->
            attributes.put(
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}"
                    .formatted(SandboxSqs.arn(target.queue()), target.maxReceives())));
    return attributes;
  }
}
