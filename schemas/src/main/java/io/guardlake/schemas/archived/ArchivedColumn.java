package io.guardlake.schemas.archived;

import io.guardlake.schemas.table.ColumnLayout;
import io.guardlake.schemas.table.ColumnType;
import io.guardlake.schemas.table.TableColumn;
import java.util.List;
import java.util.Locale;

/** The columns of the table of archived findings. */
public enum ArchivedColumn implements TableColumn {
  ACCOUNT_ID(1, ColumnType.STRING, ColumnLayout.REPEATED, "The account's id, as in findings."),
  REGION(2, ColumnType.STRING, ColumnLayout.REPEATED, "The region, as in findings."),
  FINDING_ID(3, ColumnType.STRING, ColumnLayout.DISTINCT, "The finding's id, as in findings."),
  UPDATED_AT(
      4, ColumnType.TIMESTAMP, ColumnLayout.REPEATED, "When GuardDuty last updated it, UTC."),
  AS_OF(
      5,
      ColumnType.TIMESTAMP,
      ColumnLayout.REPEATED,
      "When GuardDuty was asked, UTC; the same in all rows.");

  private final int fieldId;
  private final ColumnType type;
  private final ColumnLayout layout;
  private final String meaning;

  ArchivedColumn(int fieldId, ColumnType type, ColumnLayout layout, String meaning) {
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
