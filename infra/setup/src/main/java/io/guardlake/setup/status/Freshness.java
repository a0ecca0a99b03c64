package io.guardlake.setup.status;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * What a region found last, and what came of it.
 *
 * @param finding when the newest active finding was last updated; empty: there is none
 * @param object when the newest object that may hold it was written; empty: none was
 */
public record Freshness(Optional<Instant> finding, Optional<Instant> object) {
  public Freshness {
    requireNonNull(finding, "finding is null");
    requireNonNull(object, "object is null");
  }
}
