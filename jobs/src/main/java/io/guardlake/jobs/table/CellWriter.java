package io.guardlake.jobs.table;

import io.guardlake.schemas.table.TableColumn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;

/**
 * Writes the cells of one column with the definition and repetition levels of its Parquet type, as
 * the Parquet format's Dremel encoding wants them.
 */
abstract class CellWriter {
  /** What a null or a number costs, for the estimate of bytes written. */
  private static final int SMALL = 8;

  /** Writes a cell, and returns about how many bytes it has before encoding. */
  abstract int write(Object cell);

  /** The writer of one column's cells into a column store. */
  static CellWriter of(TableColumn column, MessageType schema, ColumnWriteStore store) {
    String name = column.sqlName();

    return switch (column.type()) {
      case STRING -> new StringCells(leaf(schema, store, name));
      case UTF8, BINARY -> new BytesCells(leaf(schema, store, name));
      case BIGINT, TIMESTAMP -> new LongCells(leaf(schema, store, name));
      case INT -> new IntCells(leaf(schema, store, name));
      case DOUBLE -> new DoubleCells(leaf(schema, store, name));
      case BOOLEAN -> new BooleanCells(leaf(schema, store, name));
      case STRING_LIST -> new ListCells(leaf(schema, store, name, "list", "element"));
      case STRING_MAP ->
          new MapCells(
              leaf(schema, store, name, "key_value", "key"),
              leaf(schema, store, name, "key_value", "value"));
    };
  }

  private static Leaf leaf(MessageType schema, ColumnWriteStore store, String... path) {
    ColumnDescriptor descriptor = schema.getColumnDescription(path);
    return new Leaf(store.getColumnWriter(descriptor), descriptor.getMaxDefinitionLevel());
  }

  private static Binary utf8(String text) {
    return Binary.fromConstantByteArray(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A Parquet column, and the definition level of a value in it. */
  private record Leaf(ColumnWriter writer, int full) {}

  /** A column of single values; only the value itself differs between the types. */
  private abstract static class SingleCells extends CellWriter {
    final ColumnWriter writer;
    final int full;

    SingleCells(Leaf leaf) {
      this.writer = leaf.writer();
      this.full = leaf.full();
    }

    @Override
    final int write(Object cell) {
      if (cell == null) {
        writer.writeNull(0, 0);
        return 0;
      }

      return writeValue(cell);
    }

    abstract int writeValue(Object cell);
  }

  private static final class StringCells extends SingleCells {
    StringCells(Leaf leaf) {
      super(leaf);
    }

    @Override
    int writeValue(Object cell) {
      Binary binary = utf8((String) cell);
      writer.write(binary, 0, full);
      return binary.length();
    }
  }

  private static final class BytesCells extends SingleCells {
    BytesCells(Leaf leaf) {
      super(leaf);
    }

    @Override
    int writeValue(Object cell) {
      byte[] bytes = (byte[]) cell;
      writer.write(Binary.fromConstantByteArray(bytes), 0, full);
      return bytes.length;
    }
  }

  private static final class LongCells extends SingleCells {
    LongCells(Leaf leaf) {
      super(leaf);
    }

    @Override
    int writeValue(Object cell) {
      writer.write((long) (Long) cell, 0, full);
      return SMALL;
    }
  }

  private static final class IntCells extends SingleCells {
    IntCells(Leaf leaf) {
      super(leaf);
    }

    @Override
    int writeValue(Object cell) {
      writer.write((int) (Integer) cell, 0, full);
      return SMALL;
    }
  }

  private static final class DoubleCells extends SingleCells {
    DoubleCells(Leaf leaf) {
      super(leaf);
    }

    @Override
    int writeValue(Object cell) {
      writer.write((double) (Double) cell, 0, full);
      return SMALL;
    }
  }

  private static final class BooleanCells extends SingleCells {
    BooleanCells(Leaf leaf) {
      super(leaf);
    }

    @Override
    int writeValue(Object cell) {
      writer.write((boolean) (Boolean) cell, 0, full);
      return 1;
    }
  }

  /** Levels of a list: full for an element, one less for an empty list, none for null. */
  private static final class ListCells extends CellWriter {
    private final Leaf leaf;

    ListCells(Leaf leaf) {
      this.leaf = leaf;
    }

    @Override
    int write(Object cell) {
      if (cell == null) {
        leaf.writer().writeNull(0, 0);
        return 0;
      }

      List<?> values = (List<?>) cell;

      if (values.isEmpty()) {
        leaf.writer().writeNull(0, leaf.full() - 1);
        return 0;
      }

      int repetition = 0;
      int bytes = 0;

      for (Object value : values) {
        Binary binary = utf8((String) value);
        leaf.writer().write(binary, repetition, leaf.full());
        repetition = 1;
        bytes += binary.length();
      }

      return bytes;
    }
  }

  /** Levels as a list's, for keys and values alike. */
  private static final class MapCells extends CellWriter {
    private final Leaf keys;
    private final Leaf values;

    MapCells(Leaf keys, Leaf values) {
      this.keys = keys;
      this.values = values;
    }

    @Override
    int write(Object cell) {
      if (cell == null) {
        keys.writer().writeNull(0, 0);
        values.writer().writeNull(0, 0);
        return 0;
      }

      Map<?, ?> entries = (Map<?, ?>) cell;

      if (entries.isEmpty()) {
        keys.writer().writeNull(0, keys.full() - 1);
        values.writer().writeNull(0, values.full() - 1);
        return 0;
      }

      int repetition = 0;
      int bytes = 0;

      for (Map.Entry<?, ?> entry : entries.entrySet()) {
        Binary key = utf8((String) entry.getKey());
        Binary value = utf8((String) entry.getValue());
        keys.writer().write(key, repetition, keys.full());
        values.writer().write(value, repetition, values.full());
        repetition = 1;
        bytes += key.length() + value.length();
      }

      return bytes;
    }
  }
}
