package io.guardlake.sandbox.aws.receive;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * What was taken.
 *
 * @param destination the topic's ARN or the bus's name
 * @param body the message of SNS, the detail of EventBridge
 * @param attributes what was beside it, by name: attributes of a message, {@code MessageGroupId}
 *     and {@code MessageDeduplicationId} of a FIFO topic, {@code Source} and {@code DetailType} of
 *     an event
 */
public record Received(String destination, String body, Map<String, String> attributes) {
  public Received {
    requireNonNull(destination, "destination is null");
    requireNonNull(body, "body is null");
    attributes = Map.copyOf(attributes);
  }
}
