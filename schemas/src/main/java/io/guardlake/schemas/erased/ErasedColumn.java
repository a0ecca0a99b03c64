package io.guardlake.schemas.erased;

import io.guardlake.schemas.table.ColumnLayout;
import io.guardlake.schemas.table.ColumnType;
import io.guardlake.schemas.table.TableColumn;
import java.util.List;
import java.util.Locale;

/** The columns of the table of tombstones. All are required. */
public enum ErasedColumn implements TableColumn {
  KIND(1, ColumnType.STRING, ColumnLayout.REPEATED, "What was erased: account or finding."),
  ID(2, ColumnType.STRING, ColumnLayout.DISTINCT, "The account's number, or the finding's id."),
  ERASED_AT(3, ColumnType.TIMESTAMP, ColumnLayout.DISTINCT, "When it was first erased, UTC."),
  ERASED_BY(4, ColumnType.STRING, ColumnLayout.REPEATED, "The user and machine that erase ran as.");

  private final int fieldId;
  private final ColumnType type;
  private final ColumnLayout layout;
  private final String meaning;

  ErasedColumn(int fieldId, ColumnType type, ColumnLayout layout, String meaning) {
    this.fieldId = fieldId;
    this.type = type;
    this.layout = layout;
    this.meaning = meaning;
  }

  @Override
  public int fieldId() {
    return fieldId;
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
    return true;
  }

  @Override
  public ColumnLayout layout() {
    return layout;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public List<String> sources() {
    return List.of();
  }
}
