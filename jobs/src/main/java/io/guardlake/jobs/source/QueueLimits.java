package io.guardlake.jobs.source;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;

/**
 * How a queue is followed. How errors are tried again is said by {@link ListingLimits}.
 *
 * @param receivers requests for messages under way at a time
 * @param receiveWait how long each waits for a message; at most 20 seconds
 * @param visibility how long a message stays hidden; extended at half of it where the message must
 *     wait longer
 * @param outstanding messages received and not deleted; none is received above it. SQS allows
 *     120,000 in flight.
 * @param depthEvery how often the queue's depth is asked for
 */
public record QueueLimits(
    int receivers, Duration receiveWait, Duration visibility, int outstanding, Duration depthEvery)
    implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
  private static final Duration LONGEST_VISIBILITY = Duration.ofHours(12);

  public QueueLimits {
    requireNonNull(receiveWait, "receiveWait is null");
    requireNonNull(visibility, "visibility is null");
    requireNonNull(depthEvery, "depthEvery is null");

    if (receivers < 1 || outstanding < 1) {
      throw new IllegalArgumentException("receivers and outstanding must be at least 1");
    }

    if (receiveWait.isNegative() || receiveWait.compareTo(LONGEST_WAIT) > 0) {
      throw new IllegalArgumentException("A receive waits 0 to 20 seconds, not " + receiveWait);
    }

    if (visibility.toSeconds() < 2 || visibility.compareTo(LONGEST_VISIBILITY) > 0) {
      throw new IllegalArgumentException(
          "A message is hidden for 2 seconds to 12 hours, not " + visibility);
    }

    if (depthEvery.isNegative() || depthEvery.isZero()) {
      throw new IllegalArgumentException("The depth must be asked for at intervals above 0");
    }
  }

  /** 4 receivers of 20 seconds, 5 minutes hidden, 50,000 messages, the depth every 30 seconds. */
  public static QueueLimits standard() {
    return new QueueLimits(
        4, Duration.ofSeconds(20), Duration.ofMinutes(5), 50_000, Duration.ofSeconds(30));
  }

  /** The same, with messages hidden for another time. */
  public QueueLimits hidingFor(Duration other) {
    return new QueueLimits(receivers, receiveWait, other, outstanding, depthEvery);
  }
}
