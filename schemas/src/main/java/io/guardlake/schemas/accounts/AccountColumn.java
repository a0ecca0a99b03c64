package io.guardlake.schemas.accounts;

import io.guardlake.schemas.table.ColumnLayout;
import io.guardlake.schemas.table.ColumnType;
import io.guardlake.schemas.table.TableColumn;
import java.util.List;
import java.util.Locale;

/** The columns of the accounts table. */
public enum AccountColumn implements TableColumn {
  ACCOUNT_ID(
      1, ColumnType.STRING, true, "The account's id, twelve digits, as in findings. Never twice."),
  NAME(2, ColumnType.STRING, false, "The account's name."),
  OU_PATH(
      3,
      ColumnType.STRING,
      false,
      "The names of the organizational units it is in, from the root down, as in Root/Workloads/Prod."),
  TAGS(4, ColumnType.STRING_MAP, false, "The account's tags."),
  STATE(
      5,
      ColumnType.STRING,
      false,
      "The account's state as AWS Organizations calls it: ACTIVE, SUSPENDED, PENDING_CLOSURE, and so on."),
  AS_OF(6, ColumnType.TIMESTAMP, true, "When the accounts were read, UTC; the same in all rows.");

  private final int fieldId;
  private final ColumnType type;
  private final boolean required;
  private final String meaning;

  AccountColumn(int fieldId, ColumnType type, boolean required, String meaning) {
    this.fieldId = fieldId;
    this.type = type;
    this.required = required;
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
    return required;
  }

  @Override
  public ColumnLayout layout() {
    return ColumnLayout.REPEATED;
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
