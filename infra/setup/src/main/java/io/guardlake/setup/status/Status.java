package io.guardlake.setup.status;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * All regions at one moment.
 *
 * @param accounts how many accounts could be members: the organization's, less the administrator; 0
 *     without an organization
 */
public record Status(Instant at, List<RegionStatus> regions, int accounts) {
  public Status {
    requireNonNull(at, "at is null");
    regions = List.copyOf(regions);
  }

  /** Whether an export has stopped somewhere, or nobody can tell. */
  public boolean isBroken() {
    return regions.stream().anyMatch(region -> region.health().isBroken());
  }
}
