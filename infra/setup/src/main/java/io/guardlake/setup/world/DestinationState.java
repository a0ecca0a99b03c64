package io.guardlake.setup.world;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a detector exports to.
 *
 * @param arn the bucket's, with a slash and the prefix behind it where there is one
 * @param status PENDING_VERIFICATION, PUBLISHING, UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY,
 *     STOPPED, or a newer word
 */
public record DestinationState(
    String id, String arn, String keyArn, String status, Optional<Instant> failingSince) {
  public DestinationState {
    requireNonNull(id, "id is null");
    requireNonNull(arn, "arn is null");
    requireNonNull(keyArn, "keyArn is null");
    requireNonNull(status, "status is null");
    requireNonNull(failingSince, "failingSince is null");
  }

  /** Whether GuardDuty has given up, or is about to, until it is told to try again. */
  public boolean isFailing() {
    return status.equals("STOPPED") || status.startsWith("UNABLE_TO_PUBLISH");
  }
}
