package io.guardlake.sandbox.fault;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;

/** What can go wrong with one call. */
public sealed interface Fault {
  /** The call takes that much longer; combines with any other fault. */
  record Latency(Duration delay) implements Fault {
    public Latency {
      requireNonNegative(delay);
    }
  }

  /**
   * The call does not reach the server; the client gets an error in the form of the service.
   *
   * @param status the HTTP status
   * @param code the service's error code
   * @param message the service's message
   * @param elements what else the error says, by name: elements of S3's XML
   * @param headers further headers of the answer
   */
  record ErrorAnswer(
      int status,
      String code,
      String message,
      Map<String, String> elements,
      Map<String, String> headers)
      implements Fault {
    public ErrorAnswer {
      requireNonNull(code, "code is null");
      requireNonNull(message, "message is null");
      elements = Map.copyOf(elements);
      headers = Map.copyOf(headers);

      if (status < 300 || status > 599) {
        throw new IllegalArgumentException("status must be from 300 to 599, not " + status);
      }
    }

    public ErrorAnswer(int status, String code, String message) {
      this(status, code, message, Map.of(), Map.of());
    }
  }

  /** The connection is reset before the call reaches the server. */
  record ConnectionReset() implements Fault {}

  /** The call does not reach the server and is never answered: the client has to give up. */
  record NoAnswer() implements Fault {}

  /** The call has its effect at the server, and then the connection is reset. */
  record LostAnswer() implements Fault {}

  /** The body of the answer breaks off after so many bytes; its length says otherwise. */
  record TruncatedBody(long keptBytes) implements Fault {
    public TruncatedBody {
      if (keptBytes < 0) {
        throw new IllegalArgumentException("keptBytes must not be negative, but is " + keptBytes);
      }
    }
  }

  /** The body of the answer arrives at that rate. */
  record SlowBody(int bytesPerSecond) implements Fault {
    public SlowBody {
      if (bytesPerSecond < 1) {
        throw new IllegalArgumentException("bytesPerSecond must be positive: " + bytesPerSecond);
      }
    }
  }

  /** A listing leaves out the keys that match. S3 itself has not done so since December 2020. */
  record OmittedKeys(KeyGlob keys) implements Fault {
    public OmittedKeys {
      requireNonNull(keys, "keys is null");
    }
  }

  /** A listing leaves out what was written less than that long ago. */
  record StaleListing(Duration age) implements Fault {
    public StaleListing {
      requireNonNegative(age);
    }
  }

  /**
   * A listing answers what the same listing answered so many requests before, or the oldest answer
   * since the rule was applied when there are not so many.
   */
  record RepeatedListing(int requestsAgo) implements Fault {
    public RepeatedListing {
      if (requestsAgo < 1 || requestsAgo > 64) {
        throw new IllegalArgumentException("requestsAgo must be from 1 to 64, not " + requestsAgo);
      }
    }
  }

  /**
   * Some entries of a batch request to SQS fail; the others reach the queue.
   *
   * @param share the probability with which each entry fails
   * @param code the error code of a failed entry
   * @param message the message of a failed entry
   */
  record FailedEntries(double share, String code, String message) implements Fault {
    public FailedEntries {
      requireNonNull(code, "code is null");
      requireNonNull(message, "message is null");

      if (!(share > 0 && share <= 1)) {
        throw new IllegalArgumentException("share must be above 0 and at most 1, not " + share);
      }
    }
  }

  private static void requireNonNegative(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("A duration must not be negative: " + duration);
    }
  }
}
