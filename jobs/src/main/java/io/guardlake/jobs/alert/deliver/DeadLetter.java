package io.guardlake.jobs.alert.deliver;

import static java.util.Objects.requireNonNull;

/**
 * A message that was given up.
 *
 * @param detail what the sink said last
 * @param tries how often it was sent
 */
record DeadLetter(Message message, Reason reason, String detail, int tries) {
  /** Why. The names are those of the table. */
  enum Reason {
    /** The sink will never take it. */
    REFUSED,
    /** The sink took others, and not this one, as often as is tried. */
    TRIES_SPENT,
    /** The sink did not take it for as long as is waited. */
    TOO_LATE,
    /** More were waiting than are kept. */
    QUEUE_FULL
  }

  DeadLetter {
    requireNonNull(message, "message is null");
    requireNonNull(reason, "reason is null");
    requireNonNull(detail, "detail is null");
  }
}
