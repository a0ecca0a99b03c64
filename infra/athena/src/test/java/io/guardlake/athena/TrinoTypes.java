package io.guardlake.athena;

import io.guardlake.schemas.table.ColumnType;

/** What Trino calls the types of our columns; Athena's engine has the same names. */
final class TrinoTypes {
  private TrinoTypes() {}

  static String name(ColumnType type) {
    return switch (type) {
      case STRING, UTF8 -> "varchar";
      case BINARY -> "varbinary";
      case BIGINT -> "bigint";
      case INT -> "integer";
      case DOUBLE -> "double";
      case BOOLEAN -> "boolean";
      case TIMESTAMP -> "timestamp(6)";
      case STRING_LIST -> "array(varchar)";
      case STRING_MAP -> "map(varchar, varchar)";
    };
  }
}
