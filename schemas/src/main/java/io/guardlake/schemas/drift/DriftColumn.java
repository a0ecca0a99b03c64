package io.guardlake.schemas.drift;

import static io.guardlake.schemas.table.ColumnLayout.DISTINCT;
import static io.guardlake.schemas.table.ColumnLayout.REPEATED;
import static io.guardlake.schemas.table.ColumnSpec.filled;
import static io.guardlake.schemas.table.ColumnType.BIGINT;
import static io.guardlake.schemas.table.ColumnType.INT;
import static io.guardlake.schemas.table.ColumnType.STRING;
import static io.guardlake.schemas.table.ColumnType.TIMESTAMP;

import io.guardlake.schemas.table.ColumnSpec;
import io.guardlake.schemas.table.PlainColumn;

/** The columns of the table that drift is counted in. All are required. */
public enum DriftColumn implements PlainColumn {
  KIND(
      filled(
          1,
          STRING,
          REPEATED,
          "What is unusual: unknown_field, unexpected_type, duplicate_key, or more_paths for all"
              + " paths that are not told apart.")),
  PATH(
      filled(
          2,
          STRING,
          DISTINCT,
          "The field as a dotted path without array positions, control characters escaped, long"
              + " ones cut.")),
  OCCURRENCES(
      filled(
          3,
          BIGINT,
          DISTINCT,
          "How many versions of findings have it that no earlier row counts.")),
  FIRST_SEEN_AT(filled(4, TIMESTAMP, DISTINCT, "The smallest updated_at of these versions.")),
  LAST_SEEN_AT(filled(5, TIMESTAMP, DISTINCT, "The greatest updated_at of these versions.")),
  SOURCE_URI(filled(6, STRING, DISTINCT, "The object that one of these versions is in.")),
  SOURCE_LINE(filled(7, INT, DISTINCT, "Its line there, from 1.")),
  RECORDED_AT(filled(8, TIMESTAMP, REPEATED, "When the row was written, UTC."));

  @SuppressWarnings("ImmutableEnumChecker") // The record is immutable; the checker cannot see it.
  private final ColumnSpec spec;

  DriftColumn(ColumnSpec spec) {
    this.spec = spec;
  }

  @Override
  public ColumnSpec spec() {
    return spec;
  }
}
