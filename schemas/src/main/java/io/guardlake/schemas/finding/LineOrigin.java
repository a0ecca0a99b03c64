package io.guardlake.schemas.finding;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Where a line was read.
 *
 * @param sourceUri the object, {@code s3://bucket/key} or {@code file:///path}
 * @param line the line in it, from 1
 * @param exportedAt the object's last-modified time
 * @param ingestedAt when the line was read
 */
public record LineOrigin(String sourceUri, int line, Instant exportedAt, Instant ingestedAt) {
  public LineOrigin {
    requireNonNull(sourceUri, "sourceUri is null");
    requireNonNull(exportedAt, "exportedAt is null");
    requireNonNull(ingestedAt, "ingestedAt is null");

    if (line < 1) {
      throw new IllegalArgumentException("line must be at least 1, not " + line);
    }
  }
}
