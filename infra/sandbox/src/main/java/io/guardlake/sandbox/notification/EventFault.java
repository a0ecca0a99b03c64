package io.guardlake.sandbox.notification;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** What can go wrong with the events of one written object. Faults of several rules combine. */
public sealed interface EventFault {
  /** The event is not delivered at all, which S3 does not promise never to do. */
  record Dropped() implements EventFault {}

  /** The event is delivered so many times more. */
  record Duplicated(int copies) implements EventFault {
    public Duplicated {
      if (copies < 1) {
        throw new IllegalArgumentException("copies must be positive, not " + copies);
      }
    }
  }

  /** The event is delivered that much later. */
  record Delayed(Duration delay) implements EventFault {
    public Delayed {
      if (delay.isNegative()) {
        throw new IllegalArgumentException("delay must not be negative: " + delay);
      }
    }
  }

  /**
   * The event is overtaken by from one to so many later ones; it does not wait longer than half a
   * second for them.
   */
  record Reordered(int window) implements EventFault {
    public Reordered {
      if (window < 1) {
        throw new IllegalArgumentException("window must be positive, not " + window);
      }
    }
  }

  /** Before the event comes another for the same key in a bucket of that name. */
  record ForeignBucket(String bucket) implements EventFault {
    public ForeignBucket {
      requireNonNull(bucket, "bucket is null");
    }
  }

  /** Before the event comes another for a key of the same bucket. */
  record ForeignKey(String key) implements EventFault {
    public ForeignKey {
      requireNonNull(key, "key is null");
    }
  }

  /** Before the event comes a message with that text. */
  record Malformed(String text) implements EventFault {
    public Malformed {
      requireNonNull(text, "text is null");
    }
  }
}
