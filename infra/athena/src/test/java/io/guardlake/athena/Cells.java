package io.guardlake.athena;

import io.trino.testing.MaterializedRow;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Rows of Trino and of DuckDB as texts that are the same where the values are. */
final class Cells {
  private Cells() {}

  static String text(List<?> row) throws SQLException {
    StringBuilder text = new StringBuilder();

    for (Object cell : row) {
      text.append(cell(cell)).append(" | ");
    }

    return text.toString();
  }

  private static String cell(Object value) throws SQLException {
    return switch (value) {
      case null -> "null";
      case Timestamp time -> time.toLocalDateTime().toString();
      case byte[] bytes -> HexFormat.of().formatHex(bytes);
      case Blob blob -> HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
      case Array array -> text(Arrays.asList((Object[]) array.getArray()));
      case Struct struct -> text(Arrays.asList(struct.getAttributes()));
      case MaterializedRow row -> text(row.getFields());
      case List<?> list -> text(list);
      case Map<?, ?> map ->
          new TreeMap<>(
                  map.entrySet().stream()
                      .collect(
                          Collectors.toMap(
                              entry -> String.valueOf(entry.getKey()),
                              entry -> String.valueOf(entry.getValue()))))
              .toString();
      default -> value.toString();
    };
  }
}
