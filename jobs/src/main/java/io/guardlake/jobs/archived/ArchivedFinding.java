package io.guardlake.jobs.archived;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** A finding that is archived. */
public record ArchivedFinding(String account, String region, String id, Instant updatedAt) {
  public ArchivedFinding {
    requireNonNull(account, "account is null");
    requireNonNull(region, "region is null");
    requireNonNull(id, "id is null");
    requireNonNull(updatedAt, "updatedAt is null");
  }
}
