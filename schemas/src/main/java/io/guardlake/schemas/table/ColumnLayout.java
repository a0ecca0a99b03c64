package io.guardlake.schemas.table;

/** How a column is laid out in Parquet: what its values look like decides what is worth storing. */
public enum ColumnLayout {
  /** Few distinct values: dictionary, statistics. */
  REPEATED,
  /** Mostly distinct values one looks up by: no dictionary, statistics. */
  DISTINCT,
  /** Long or nearly unique text nobody compares: no dictionary, no statistics. */
  TEXT
}
