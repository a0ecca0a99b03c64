package io.guardlake.schemas.docs;

import io.guardlake.schemas.table.ColumnType;

/** The names of column types in SQL, as Markdown. */
final class SqlTypes {
  private SqlTypes() {}

  static String name(ColumnType type) {
    return switch (type) {
      case STRING, UTF8 -> "STRING";
      case BINARY -> "BINARY";
      case BIGINT -> "BIGINT";
      case INT -> "INT";
      case DOUBLE -> "DOUBLE";
      case BOOLEAN -> "BOOLEAN";
      case TIMESTAMP -> "TIMESTAMP";
      case STRING_LIST -> "ARRAY&lt;STRING&gt;";
      case STRING_MAP -> "MAP&lt;STRING, STRING&gt;";
    };
  }
}
