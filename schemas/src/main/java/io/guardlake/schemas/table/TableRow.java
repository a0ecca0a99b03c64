package io.guardlake.schemas.table;

import static java.util.Objects.requireNonNull;

/**
 * One row of a table. The cells are not copied: whoever makes a row gives its array away, and
 * nobody changes it afterwards, so rows may be shared between operators.
 */
public final class TableRow {
  private final TableDefinition table;
  private final Object[] cells;

  /**
   * A row over the given cells.
   *
   * @param cells one cell a column of {@code table}, of the type that {@link ColumnType} names
   */
  public TableRow(TableDefinition table, Object[] cells) {
    this.table = requireNonNull(table, "table is null");
    this.cells = requireNonNull(cells, "cells is null");

    if (cells.length != table.columns().size()) {
      throw new IllegalArgumentException(
          "table %s has %d columns, not %d"
              .formatted(table.name(), table.columns().size(), cells.length));
    }
  }

  public TableDefinition table() {
    return table;
  }

  /** The cell of a column, or null. */
  public Object cell(TableColumn column) {
    return cells[column.ordinal()];
  }

  /** The cell at a position, or null. */
  public Object cell(int ordinal) {
    return cells[ordinal];
  }

  /** The cell of a column of type STRING, or null. */
  public String text(TableColumn column) {
    return (String) cells[column.ordinal()];
  }

  /** The cell of a required column of type BIGINT or TIMESTAMP. */
  public long number(TableColumn column) {
    return (Long) cells[column.ordinal()];
  }

  @Override
  public String toString() {
    return "TableRow[" + table.name() + "]";
  }
}
