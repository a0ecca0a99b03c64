package io.guardlake.jobs.alert.notice;

import static java.util.Objects.requireNonNull;

/**
 * An alert on its way to the limits of its rule.
 *
 * @param digest why it goes into a digest whatever the limits; null where it need not
 */
public record Fired(Alert alert, Digest.Cause digest) {
  public Fired {
    requireNonNull(alert, "alert is null");
  }
}
