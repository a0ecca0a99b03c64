package io.guardlake.jobs.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.iceberg.Metrics;

/**
 * The bytes of a committable file, on the wire and in checkpoints alike: a version, then each
 * field. A later version may add fields; every version that was ever released stays readable.
 */
final class CommittableFileFormat {
  private static final int VERSION = 1;
  private static final int NULL = 0;
  private static final int STRING = 1;
  private static final int INT = 2;
  private static final int LONG = 3;

  private CommittableFileFormat() {}

  static void write(CommittableFile committable, DataOutputView out) throws IOException {
    WrittenFile file = committable.file();
    out.writeByte(VERSION);
    out.writeUTF(file.location());
    out.writeLong(file.length());
    out.writeLong(file.rows());
    out.writeInt(file.splitOffsets().size());

    for (long offset : file.splitOffsets()) {
      out.writeLong(offset);
    }

    out.writeInt(committable.partition().size());

    for (Object value : committable.partition()) {
      writeValue(value, out);
    }

    Metrics metrics = file.metrics();
    writeCounts(metrics.columnSizes(), out);
    writeCounts(metrics.valueCounts(), out);
    writeCounts(metrics.nullValueCounts(), out);
    writeBounds(metrics.lowerBounds(), out);
    writeBounds(metrics.upperBounds(), out);
  }

  static CommittableFile read(DataInputView in) throws IOException {
    int version = in.readUnsignedByte();

    if (version != VERSION) {
      throw new IOException(
          "The state holds data files in format %d, which this version cannot read; run the version that wrote it."
              .formatted(version));
    }

    String location = in.readUTF();
    long length = in.readLong();
    long rows = in.readLong();
    int offsetCount = in.readInt();
    List<Long> offsets = new ArrayList<>();

    for (int i = 0; i < offsetCount; i++) {
      offsets.add(in.readLong());
    }

    int valueCount = in.readInt();
    List<Object> partition = new ArrayList<>();

    for (int i = 0; i < valueCount; i++) {
      partition.add(readValue(in));
    }

    Map<Integer, Long> sizes = readCounts(in);
    Map<Integer, Long> values = readCounts(in);
    Map<Integer, Long> nulls = readCounts(in);
    Map<Integer, ByteBuffer> lower = readBounds(in);
    Map<Integer, ByteBuffer> upper = readBounds(in);
    Metrics metrics = new Metrics(rows, sizes, values, nulls, null, lower, upper);
    return new CommittableFile(
        new WrittenFile(location, length, rows, offsets, metrics), partition);
  }

  private static void writeValue(Object value, DataOutputView out) throws IOException {
    if (value == null) {
      out.writeByte(NULL);
    } else if (value instanceof String text) {
      out.writeByte(STRING);
      out.writeUTF(text);
    } else if (value instanceof Integer number) {
      out.writeByte(INT);
      out.writeInt(number);
    } else if (value instanceof Long number) {
      out.writeByte(LONG);
      out.writeLong(number);
    } else {
      throw new IOException(
          "A partition value is a %s, which the state's format does not know."
              .formatted(value.getClass().getName()));
    }
  }

  private static Object readValue(DataInputView in) throws IOException {
    int kind = in.readUnsignedByte();

    return switch (kind) {
      case NULL -> null;
      case STRING -> in.readUTF();
      case INT -> in.readInt();
      case LONG -> in.readLong();
      default -> throw new IOException("The state is corrupt: partition value of kind " + kind);
    };
  }

  private static void writeCounts(Map<Integer, Long> counts, DataOutputView out)
      throws IOException {
    out.writeInt(counts.size());

    for (Map.Entry<Integer, Long> entry : counts.entrySet()) {
      out.writeInt(entry.getKey());
      out.writeLong(entry.getValue());
    }
  }

  private static Map<Integer, Long> readCounts(DataInputView in) throws IOException {
    int size = in.readInt();
    Map<Integer, Long> counts = new HashMap<>();

    for (int i = 0; i < size; i++) {
      counts.put(in.readInt(), in.readLong());
    }

    return counts;
  }

  private static void writeBounds(Map<Integer, ByteBuffer> bounds, DataOutputView out)
      throws IOException {
    out.writeInt(bounds.size());

    for (Map.Entry<Integer, ByteBuffer> entry : bounds.entrySet()) {
      byte[] bytes = new byte[entry.getValue().remaining()];
      entry.getValue().duplicate().get(bytes);
      out.writeInt(entry.getKey());
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  private static Map<Integer, ByteBuffer> readBounds(DataInputView in) throws IOException {
    int size = in.readInt();
    Map<Integer, ByteBuffer> bounds = new HashMap<>();

    for (int i = 0; i < size; i++) {
      int id = in.readInt();
      byte[] bytes = new byte[in.readInt()];
      in.readFully(bytes);
      bounds.put(id, ByteBuffer.wrap(bytes));
    }

    return bounds;
  }
}
