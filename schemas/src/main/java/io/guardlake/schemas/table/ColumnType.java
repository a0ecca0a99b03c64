package io.guardlake.schemas.table;

/**
 * The types a column of Guardlake's tables may have, with the Java type of a cell that holds one. A
 * cell of any type may be null unless its column is required.
 */
public enum ColumnType {
  /** SQL STRING; a cell is a {@link String}. */
  STRING,
  /** SQL STRING kept byte for byte; a cell is a {@code byte[]} of valid UTF-8. */
  UTF8,
  /** SQL BINARY; a cell is a {@code byte[]}. */
  BINARY,
  /** SQL BIGINT; a cell is a {@link Long}. */
  BIGINT,
  /** SQL INT; a cell is an {@link Integer}. */
  INT,
  /** SQL DOUBLE; a cell is a {@link Double}. */
  DOUBLE,
  /** SQL BOOLEAN; a cell is a {@link Boolean}. */
  BOOLEAN,
  /** SQL TIMESTAMP without zone, UTC; a cell is a {@link Long} of microseconds since the epoch. */
  TIMESTAMP,
  /** SQL ARRAY of STRING; a cell is a {@code List<String>} without nulls. */
  STRING_LIST,
  /** SQL MAP of STRING to STRING; a cell is a {@code Map<String, String>} without nulls. */
  STRING_MAP
}
