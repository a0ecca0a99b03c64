package io.guardlake.schemas.table;

import static java.util.Objects.requireNonNull;

/**
 * What a {@link PlainColumn} is; the components are those of {@link TableColumn}.
 *
 * @param required whether the cell is never null
 */
public record ColumnSpec(
    int fieldId, ColumnType type, boolean required, ColumnLayout layout, String meaning) {
  public ColumnSpec {
    requireNonNull(type, "type is null");
    requireNonNull(layout, "layout is null");
    requireNonNull(meaning, "meaning is null");
  }

  /** A column whose cell is never null. */
  public static ColumnSpec filled(
      int fieldId, ColumnType type, ColumnLayout layout, String meaning) {
    return new ColumnSpec(fieldId, type, true, layout, meaning);
  }

  /** A column whose cell may be null. */
  public static ColumnSpec nullable(
      int fieldId, ColumnType type, ColumnLayout layout, String meaning) {
    return new ColumnSpec(fieldId, type, false, layout, meaning);
  }
}
