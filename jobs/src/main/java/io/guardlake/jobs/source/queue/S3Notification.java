package io.guardlake.jobs.source.queue;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a message of a queue says. S3 writes to a queue directly or through SNS ("Event message
 * structure" in the S3 user guide), or EventBridge does ("EventBridge event message structure").
 */
public sealed interface S3Notification {
  /**
   * Something happened to objects.
   *
   * @param created the objects that were created, in the message's order
   * @param others how many events were no creation
   */
  record Events(List<CreatedObject> created, int others) implements S3Notification {
    public Events {
      created = List.copyOf(created);
    }
  }

  /** What S3 sends once when notifications are set up. */
  record Test() implements S3Notification {}

  /**
   * No notification, or a damaged one.
   *
   * @param why the end of "The message ..."; holds nothing of the message itself
   */
  record Unreadable(String why) implements S3Notification {
    public Unreadable {
      requireNonNull(why, "why is null");
    }
  }

  /** Reads a message's body, whatever it holds. */
  static S3Notification parse(String body) {
    return NotificationReader.read(body);
  }
}
