package io.guardlake.schemas.quarantine;

import static io.guardlake.schemas.table.ColumnLayout.DISTINCT;
import static io.guardlake.schemas.table.ColumnLayout.REPEATED;
import static io.guardlake.schemas.table.ColumnLayout.TEXT;
import static io.guardlake.schemas.table.ColumnSpec.filled;
import static io.guardlake.schemas.table.ColumnSpec.nullable;
import static io.guardlake.schemas.table.ColumnType.BINARY;
import static io.guardlake.schemas.table.ColumnType.BOOLEAN;
import static io.guardlake.schemas.table.ColumnType.INT;
import static io.guardlake.schemas.table.ColumnType.STRING;
import static io.guardlake.schemas.table.ColumnType.TIMESTAMP;

import io.guardlake.schemas.table.ColumnSpec;
import io.guardlake.schemas.table.PlainColumn;

/** The columns of the quarantine table. */
public enum QuarantineColumn implements PlainColumn {
  QUARANTINE_ID(
      filled(1, STRING, DISTINCT, "Names the row; the same bad input always gets the same.")),
  REASON(filled(2, STRING, REPEATED, "Why, as a published code.")),
  DETAIL(
      nullable(
          3, STRING, TEXT, "What exactly was wrong, with the byte offset where one is known.")),
  SOURCE_URI(filled(4, STRING, REPEATED, "The object.")),
  ETAG(nullable(5, STRING, REPEATED, "The object's ETag; for a local file its size and time.")),
  SOURCE_LINE(
      nullable(
          6, INT, DISTINCT, "The line, from 1; null: the whole object, or what was left of it.")),
  BYTES(nullable(7, BINARY, TEXT, "The bad bytes, at most 1 MiB of them.")),
  BYTES_TRUNCATED(filled(8, BOOLEAN, REPEATED, "Whether there were more bytes.")),
  QUARANTINED_AT(filled(9, TIMESTAMP, DISTINCT, "When it was put here, UTC.")),
  EXPORTED_AT(
      nullable(
          10, TIMESTAMP, DISTINCT, "The object's last-modified time, UTC; null where unknown."));

  @SuppressWarnings("ImmutableEnumChecker") // The record is immutable; the checker cannot see it.
  private final ColumnSpec spec;

  QuarantineColumn(ColumnSpec spec) {
    this.spec = spec;
  }

  @Override
  public ColumnSpec spec() {
    return spec;
  }
}
