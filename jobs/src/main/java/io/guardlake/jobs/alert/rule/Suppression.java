package io.guardlake.jobs.alert.rule;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Instant;

/**
 * What shall not be told, for a while.
 *
 * @param until from this moment on it is told again
 * @param why whoever reads the file later will ask
 */
public record Suppression(Condition match, Instant until, String why) implements Serializable {
  public Suppression {
    requireNonNull(match, "match is null");
    requireNonNull(until, "until is null");
    requireNonNull(why, "why is null");
  }

  boolean covers(Subject subject, Instant now) {
    return now.isBefore(until) && match.matches(subject);
  }
}
