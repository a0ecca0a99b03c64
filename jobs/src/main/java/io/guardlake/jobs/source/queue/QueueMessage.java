package io.guardlake.jobs.source.queue;

import static java.util.Objects.requireNonNull;

/**
 * A message as it was received.
 *
 * @param id the same each time that the message is received
 * @param handle what deletes it; another one with each receipt
 * @param body text that anyone may have chosen who can send to the queue
 */
public record QueueMessage(String id, String handle, String body) {
  public QueueMessage {
    requireNonNull(id, "id is null");
    requireNonNull(handle, "handle is null");
    requireNonNull(body, "body is null");
  }
}
