package io.guardlake.schemas.quarantine;

import io.guardlake.schemas.table.ColumnLayout;
import io.guardlake.schemas.table.ColumnType;
import io.guardlake.schemas.table.TableColumn;
import java.util.List;
import java.util.Locale;

/** The columns of the quarantine table. */
public enum QuarantineColumn implements TableColumn {
  QUARANTINE_ID(
      1,
      ColumnType.STRING,
      true,
      ColumnLayout.DISTINCT,
      "Names the row; the same bad input always gets the same."),
  REASON(2, ColumnType.STRING, true, ColumnLayout.REPEATED, "Why, as a published code."),
  DETAIL(
      3,
      ColumnType.STRING,
      false,
      ColumnLayout.TEXT,
      "What exactly was wrong, with the byte offset where one is known."),
  SOURCE_URI(4, ColumnType.STRING, true, ColumnLayout.REPEATED, "The object."),
  ETAG(
      5,
      ColumnType.STRING,
      false,
      ColumnLayout.REPEATED,
      "The object's ETag; for a local file its size and time."),
  SOURCE_LINE(
      6,
      ColumnType.INT,
      false,
      ColumnLayout.DISTINCT,
      "The line, from 1; null: the whole object, or what was left of it."),
  BYTES(7, ColumnType.BINARY, false, ColumnLayout.TEXT, "The bad bytes, at most 1 MiB of them."),
  BYTES_TRUNCATED(
      8, ColumnType.BOOLEAN, true, ColumnLayout.REPEATED, "Whether there were more bytes."),
  QUARANTINED_AT(
      9, ColumnType.TIMESTAMP, true, ColumnLayout.DISTINCT, "When it was put here, UTC.");

  private final int fieldId;
  private final ColumnType type;
  private final boolean required;
  private final ColumnLayout layout;
  private final String meaning;

  QuarantineColumn(
      int fieldId, ColumnType type, boolean required, ColumnLayout layout, String meaning) {
    this.fieldId = fieldId;
    this.type = type;
    this.required = required;
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
    return required;
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
