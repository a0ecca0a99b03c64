package io.guardlake.schemas.table;

import java.util.List;
import java.util.Locale;

/**
 * A column that code fills rather than a finding's JSON. Enums implement it: the constant's name in
 * lower case is the column's.
 */
public interface PlainColumn extends TableColumn {
  /** What the column is. */
  ColumnSpec spec();

  /** The constant's name. */
  String name();

  @Override
  default int fieldId() {
    return spec().fieldId();
  }

  @Override
  default String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  default ColumnType type() {
    return spec().type();
  }

  @Override
  default boolean required() {
    return spec().required();
  }

  @Override
  default ColumnLayout layout() {
    return spec().layout();
  }

  @Override
  default String meaning() {
    return spec().meaning();
  }

  @Override
  default List<String> sources() {
    return List.of();
  }
}
