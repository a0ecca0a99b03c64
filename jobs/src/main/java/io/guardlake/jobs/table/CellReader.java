package io.guardlake.jobs.table;

import io.guardlake.schemas.table.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.schema.MessageType;

/** Reads the cells of one column, one a row: what {@link CellWriter} wrote. */
interface CellReader {
  /** The next row's cell, of the Java type that {@link ColumnType} names, or null. */
  Object read();

  /**
   * The reader of one column's cells.
   *
   * @param name the column's name in the file
   */
  static CellReader of(
      ColumnType type, String name, MessageType schema, ColumnReadStoreImpl store) {
    return switch (type) {
      case STRING -> single(leaf(schema, store, name), CellReader::text);
      case UTF8, BINARY ->
          single(leaf(schema, store, name), reader -> reader.getBinary().getBytes());
      case BIGINT, TIMESTAMP -> single(leaf(schema, store, name), ColumnReader::getLong);
      case INT -> single(leaf(schema, store, name), ColumnReader::getInteger);
      case DOUBLE -> single(leaf(schema, store, name), ColumnReader::getDouble);
      case BOOLEAN -> single(leaf(schema, store, name), ColumnReader::getBoolean);
      case STRING_LIST -> list(leaf(schema, store, name, "list", "element"));
      case STRING_MAP ->
          map(
              leaf(schema, store, name, "key_value", "key"),
              leaf(schema, store, name, "key_value", "value"));
    };
  }

  /** A Parquet column, and the definition level of a value in it. */
  record Leaf(ColumnReader reader, int full) {}

  /** What differs between the types of single values. */
  interface ValueReader {
    Object value(ColumnReader reader);
  }

  private static Leaf leaf(MessageType schema, ColumnReadStoreImpl store, String... path) {
    ColumnDescriptor column = schema.getColumnDescription(path);
    return new Leaf(store.getColumnReader(column), column.getMaxDefinitionLevel());
  }

  private static CellReader single(Leaf leaf, ValueReader values) {
    ColumnReader reader = leaf.reader();

    return () -> {
      Object cell = reader.getCurrentDefinitionLevel() == leaf.full() ? values.value(reader) : null;
      reader.consume();
      return cell;
    };
  }

  private static CellReader list(Leaf leaf) {
    ColumnReader reader = leaf.reader();

    return () -> {
      int level = reader.getCurrentDefinitionLevel();

      if (level < leaf.full()) {
        reader.consume();
        return level == leaf.full() - 1 ? List.of() : null;
      }

      List<String> elements = new ArrayList<>();

      do {
        elements.add(text(reader));
        reader.consume();
      } while (reader.getCurrentRepetitionLevel() > 0);

      return elements;
    };
  }

  private static CellReader map(Leaf keys, Leaf values) {
    return () -> {
      int level = keys.reader().getCurrentDefinitionLevel();

      if (level < keys.full()) {
        keys.reader().consume();
        values.reader().consume();
        return level == keys.full() - 1 ? Map.of() : null;
      }

      Map<String, String> entries = new LinkedHashMap<>();

      do {
        entries.put(text(keys.reader()), text(values.reader()));
        keys.reader().consume();
        values.reader().consume();
      } while (keys.reader().getCurrentRepetitionLevel() > 0);

      return entries;
    };
  }

  private static String text(ColumnReader reader) {
    return new String(reader.getBinary().getBytesUnsafe(), StandardCharsets.UTF_8);
  }
}
