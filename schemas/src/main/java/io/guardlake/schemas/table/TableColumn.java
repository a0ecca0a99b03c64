package io.guardlake.schemas.table;

import java.util.List;

/**
 * One column of a Guardlake table. The enums that implement this are the only place where columns
 * are defined: the Iceberg schema, the Parquet schema and the reference documentation all follow
 * from them.
 */
public interface TableColumn {
  /**
   * The position among the table's columns, from 0; the index of the cell in a {@link TableRow}.
   */
  int ordinal();

  /** The Iceberg field id, from 1 and below 1000, never reused. */
  int fieldId();

  /** The name in SQL, in snake_case. */
  String sqlName();

  ColumnType type();

  /** Whether the cell is never null. */
  boolean required();

  ColumnLayout layout();

  /** What the column means, as one sentence for the reference documentation. */
  String meaning();

  /** Where the value comes from, in order of preference: JSON paths, or a phrase. */
  List<String> sources();
}
