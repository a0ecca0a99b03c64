package io.guardlake.jobs.dedup;

import io.guardlake.schemas.alert.DeadLetterTable;
import io.guardlake.schemas.drift.DriftTable;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.quarantine.QuarantineTable;
import io.guardlake.schemas.table.ColumnType;
import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.table.TableRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes a row as the number of its table, then each cell that is not null, behind its column's
 * number. Rows are only ever on the wire between operators of one job, never in state.
 */
public final class TableRowSerializer extends FixedFormatSerializer<TableRow> {
  public static final TableRowSerializer INSTANCE = new TableRowSerializer();

  private static final long serialVersionUID = 1;

  private static final List<TableDefinition> TABLES =
      List.of(
          FindingsTable.DEFINITION,
          QuarantineTable.DEFINITION,
          DriftTable.DEFINITION,
          DeadLetterTable.DEFINITION);
  private static final ColumnType[][] TYPES =
      TABLES.stream().map(TableRowSerializer::columnTypes).toArray(ColumnType[][]::new);

  @Override
  public TableRow createInstance() {
    TableDefinition table = TABLES.get(0);
    return new TableRow(table, new Object[table.columns().size()]);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(TableRow row, DataOutputView target) throws IOException {
    int table = TABLES.indexOf(row.table());
    ColumnType[] types = TYPES[table];
    target.writeByte(table);
    int filled = 0;

    for (int i = 0; i < types.length; i++) {
      if (row.cell(i) != null) {
        filled++;
      }
    }

    target.writeShort(filled);

    for (int i = 0; i < types.length; i++) {
      Object cell = row.cell(i);

      if (cell != null) {
        target.writeShort(i);
        writeCell(types[i], cell, target);
      }
    }
  }

  @Override
  public TableRow deserialize(DataInputView source) throws IOException {
    int table = source.readByte();
    ColumnType[] types = TYPES[table];
    Object[] cells = new Object[types.length];
    int filled = source.readShort();

    for (int i = 0; i < filled; i++) {
      int ordinal = source.readShort();
      cells[ordinal] = readCell(types[ordinal], source);
    }

    return new TableRow(TABLES.get(table), cells);
  }

  @Override
  public TypeSerializerSnapshot<TableRow> snapshotConfiguration() {
    return new TableRowSnapshot();
  }

  private static ColumnType[] columnTypes(TableDefinition table) {
    return table.columns().stream().map(column -> column.type()).toArray(ColumnType[]::new);
  }

  private static void writeCell(ColumnType type, Object cell, DataOutputView target)
      throws IOException {
    switch (type) {
      case STRING -> writeText((String) cell, target);
      case UTF8, BINARY -> writeBytes((byte[]) cell, target);
      case BIGINT, TIMESTAMP -> target.writeLong((Long) cell);
      case INT -> target.writeInt((Integer) cell);
      case DOUBLE -> target.writeDouble((Double) cell);
      case BOOLEAN -> target.writeBoolean((Boolean) cell);
      case STRING_LIST -> {
        List<?> list = (List<?>) cell;
        target.writeInt(list.size());

        for (Object element : list) {
          writeText((String) element, target);
        }
      }
      case STRING_MAP -> {
        Map<?, ?> map = (Map<?, ?>) cell;
        target.writeInt(map.size());

        for (Map.Entry<?, ?> entry : map.entrySet()) {
          writeText((String) entry.getKey(), target);
          writeText((String) entry.getValue(), target);
        }
      }
    }
  }

  private static Object readCell(ColumnType type, DataInputView source) throws IOException {
    return switch (type) {
      case STRING -> readText(source);
      case UTF8, BINARY -> readBytes(source);
      case BIGINT, TIMESTAMP -> source.readLong();
      case INT -> source.readInt();
      case DOUBLE -> source.readDouble();
      case BOOLEAN -> source.readBoolean();
      case STRING_LIST -> {
        int size = source.readInt();
        List<String> list = new ArrayList<>(size);

        for (int i = 0; i < size; i++) {
          list.add(readText(source));
        }

        yield list;
      }
      case STRING_MAP -> {
        int size = source.readInt();
        Map<String, String> map = new LinkedHashMap<>();

        for (int i = 0; i < size; i++) {
          map.put(readText(source), readText(source));
        }

        yield map;
      }
    };
  }

  private static void writeText(String text, DataOutputView target) throws IOException {
    writeBytes(text.getBytes(StandardCharsets.UTF_8), target);
  }

  private static String readText(DataInputView source) throws IOException {
    return new String(readBytes(source), StandardCharsets.UTF_8);
  }

  private static void writeBytes(byte[] bytes, DataOutputView target) throws IOException {
    target.writeInt(bytes.length);
    target.write(bytes);
  }

  private static byte[] readBytes(DataInputView source) throws IOException {
    byte[] bytes = new byte[source.readInt()];
    source.readFully(bytes);
    return bytes;
  }

  /** Flink makes it by its class name when it restores. */
  public static final class TableRowSnapshot extends Snapshot<TableRow> {
    public TableRowSnapshot() {
      super(() -> INSTANCE);
    }
  }
}
