package io.guardlake.jobs.table;

import io.guardlake.schemas.table.ColumnLayout;
import io.guardlake.schemas.table.ColumnType;
import io.guardlake.schemas.table.TableColumn;
import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.table.TableRow;
import java.util.List;
import java.util.Locale;

/** A table with a column of every type, and one that every row needs. */
enum EveryType implements TableColumn {
  BAND(ColumnType.STRING, ColumnLayout.REPEATED),
  TEXT(ColumnType.STRING, ColumnLayout.DISTINCT),
  LONG_TEXT(ColumnType.STRING, ColumnLayout.TEXT),
  JSON(ColumnType.UTF8, ColumnLayout.TEXT),
  BYTES(ColumnType.BINARY, ColumnLayout.DISTINCT),
  BIG(ColumnType.BIGINT, ColumnLayout.DISTINCT),
  NUMBER(ColumnType.INT, ColumnLayout.REPEATED),
  RATIO(ColumnType.DOUBLE, ColumnLayout.DISTINCT),
  FLAG(ColumnType.BOOLEAN, ColumnLayout.REPEATED),
  HAPPENED_AT(ColumnType.TIMESTAMP, ColumnLayout.DISTINCT),
  WORDS(ColumnType.STRING_LIST, ColumnLayout.DISTINCT),
  TAGS(ColumnType.STRING_MAP, ColumnLayout.REPEATED);

  static final TableDefinition TABLE =
      new TableDefinition("every_type", List.of(values()), BAND, HAPPENED_AT);

  private final ColumnType type;
  private final ColumnLayout layout;

  EveryType(ColumnType type, ColumnLayout layout) {
    this.type = type;
    this.layout = layout;
  }

  /** A row with nothing but what it must have, for tests to fill in. */
  static Object[] empty() {
    Object[] cells = new Object[values().length];
    cells[BAND.ordinal()] = "LOW";
    return cells;
  }

  static TableRow row(Object[] cells) {
    return new TableRow(TABLE, cells);
  }

  @Override
  public int fieldId() {
    return ordinal() + 1;
  }

  @Override
  public String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public ColumnType type() {
    return type;
  }

  @Override
  public boolean required() {
    return this == BAND;
  }

  @Override
  public ColumnLayout layout() {
    return layout;
  }

  @Override
  public String meaning() {
    return "For tests.";
  }

  @Override
  public List<String> sources() {
    return List.of();
  }
}
