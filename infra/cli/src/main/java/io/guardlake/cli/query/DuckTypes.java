package io.guardlake.cli.query;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Struct;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.duckdb.DuckDBStruct;

/** DuckDB's types, seen from Iceberg's and from Java's. */
final class DuckTypes {
  private DuckTypes() {}

  /** The columns of a schema as in a CREATE TABLE. */
  static String columns(Schema schema) {
    return schema.columns().stream()
        .map(field -> '"' + field.name() + "\" " + type(field.type()))
        .collect(Collectors.joining(", "));
  }

  /** A value as null, a text, a number, a boolean, or a list or map of such. */
  static Object plain(Object value) throws SQLException {
    if (value == null
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof Integer
        || value instanceof Double
        || value instanceof BigInteger
        || value instanceof BigDecimal) {
      return value;
    }

    if (value instanceof Array array) {
      return plainList(Arrays.asList((Object[]) array.getArray()));
    }

    if (value instanceof DuckDBStruct struct) {
      return plainMap(struct.getMap());
    }

    if (value instanceof Struct struct) {
      return plainList(Arrays.asList(struct.getAttributes()));
    }

    if (value instanceof List<?> list) {
      return plainList(list);
    }

    if (value instanceof Map<?, ?> map) {
      return plainMap(map);
    }

    if (value instanceof Blob blob) {
      return HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
    }

    return value.toString();
  }

  private static Map<String, Object> plainMap(Map<?, ?> map) throws SQLException {
    Map<String, Object> entries = new LinkedHashMap<>();

    for (Map.Entry<?, ?> entry : map.entrySet()) {
      entries.put(String.valueOf(entry.getKey()), plain(entry.getValue()));
    }

    return entries;
  }

  private static List<Object> plainList(List<?> values) throws SQLException {
    List<Object> list = new ArrayList<>();

    for (Object value : values) {
      list.add(plain(value));
    }

    return list;
  }

  private static String type(Type type) {
    return switch (type.typeId()) {
      case STRING -> "VARCHAR";
      case BINARY -> "BLOB";
      case LONG -> "BIGINT";
      case INTEGER -> "INTEGER";
      case DOUBLE -> "DOUBLE";
      case BOOLEAN -> "BOOLEAN";
      case TIMESTAMP -> "TIMESTAMP";
      case LIST -> type(((Types.ListType) type).elementType()) + "[]";
      case MAP ->
          "MAP(%s, %s)"
              .formatted(
                  type(((Types.MapType) type).keyType()), type(((Types.MapType) type).valueType()));
      default -> throw new IllegalArgumentException("no column has the type " + type);
    };
  }
}
