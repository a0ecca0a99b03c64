package io.guardlake.schemas.drift;

import io.guardlake.schemas.table.ColumnLayout;
import io.guardlake.schemas.table.ColumnType;
import io.guardlake.schemas.table.TableColumn;
import java.util.List;
import java.util.Locale;

/** The columns of the table that drift is counted in. All are required. */
public enum DriftColumn implements TableColumn {
  KIND(
      1,
      ColumnType.STRING,
      ColumnLayout.REPEATED,
      "What is unusual: unknown_field, unexpected_type, duplicate_key, or more_paths for all paths"
          + " that are not told apart."),
  PATH(
      2,
      ColumnType.STRING,
      ColumnLayout.DISTINCT,
      "The field as a dotted path without array positions, control characters escaped, long ones"
          + " cut."),
  OCCURRENCES(
      3,
      ColumnType.BIGINT,
      ColumnLayout.DISTINCT,
      "How many versions of findings have it that no earlier row counts."),
  FIRST_SEEN_AT(
      4, ColumnType.TIMESTAMP, ColumnLayout.DISTINCT, "The smallest updated_at of these versions."),
  LAST_SEEN_AT(
      5, ColumnType.TIMESTAMP, ColumnLayout.DISTINCT, "The greatest updated_at of these versions."),
  SOURCE_URI(
      6, ColumnType.STRING, ColumnLayout.DISTINCT, "The object that one of these versions is in."),
  SOURCE_LINE(7, ColumnType.INT, ColumnLayout.DISTINCT, "Its line there, from 1."),
  RECORDED_AT(8, ColumnType.TIMESTAMP, ColumnLayout.REPEATED, "When the row was written, UTC.");

  private final int fieldId;
  private final ColumnType type;
  private final ColumnLayout layout;
  private final String meaning;

  DriftColumn(int fieldId, ColumnType type, ColumnLayout layout, String meaning) {
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
