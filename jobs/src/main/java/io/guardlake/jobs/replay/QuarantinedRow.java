package io.guardlake.jobs.replay;

import static java.util.Objects.requireNonNull;

import io.guardlake.schemas.quarantine.QuarantineReason;
import java.time.Instant;

/**
 * A row of quarantine without its bytes.
 *
 * @param reason a published code, perhaps of a later version
 * @param etag of the object then; empty where it was unknown
 * @param line from 1, or null for the object or the rest of it
 * @param truncated whether there were more bytes than were kept
 * @param exportedAt the object's last-modified time, or null where it was not known or not kept
 * @param last what the last replay made of it, or null
 */
record QuarantinedRow(
    String id,
    String reason,
    String uri,
    String etag,
    Integer line,
    boolean truncated,
    Instant quarantinedAt,
    Instant exportedAt,
    Settlement last) {
  QuarantinedRow {
    requireNonNull(id, "id is null");
    requireNonNull(reason, "reason is null");
    requireNonNull(uri, "uri is null");
    requireNonNull(etag, "etag is null");
    requireNonNull(quarantinedAt, "quarantinedAt is null");
  }

  /** Whether it was refused for who wrote it. */
  boolean isRefused() {
    return reason.equals(QuarantineReason.PROVENANCE.code());
  }

  /**
   * Whether the kept bytes stand for the line. Those of a refused line only with the time of its
   * object, which the check of its origin needs.
   */
  boolean isKept() {
    return line != null && !truncated && !(isRefused() && exportedAt == null);
  }

  /** The time of its object, or the latest that it can be. */
  Instant exportedBy() {
    return exportedAt == null ? quarantinedAt : exportedAt;
  }
}
