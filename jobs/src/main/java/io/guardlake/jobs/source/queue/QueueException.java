package io.guardlake.jobs.source.queue;

import static java.util.Objects.requireNonNull;

import java.io.IOException;

/** A request to a queue failed. The message is a sentence with what to do. */
public final class QueueException extends IOException {
  private static final long serialVersionUID = 1;

  /** Why it failed. */
  public enum Kind {
    /** Asked too often, or too many messages are in flight. */
    THROTTLED,
    /** The caller, or its right to the queue or to the queue's key, is refused. */
    NO_ACCESS,
    NO_SUCH_QUEUE,
    /** The network, the endpoint or the service does not answer. */
    UNREACHABLE,
    /** Refused for any other reason. */
    REFUSED
  }

  private final Kind kind;

  public QueueException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = requireNonNull(kind, "kind is null");
  }

  public Kind kind() {
    return kind;
  }
}
