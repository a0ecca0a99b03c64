package io.guardlake.jobs.source;

import io.guardlake.jobs.source.ExportSplit.Position;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** Splits in messages and in state. */
final class ExportSplitSerializer implements SimpleVersionedSerializer<ExportSplit> {
  private static final int VERSION = 1;
  private static final int LEARNING = 0;
  private static final int OBJECTS = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(ExportSplit split) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    write(split, out);
    return out.getCopyOfBuffer();
  }

  @Override
  public ExportSplit deserialize(int version, byte[] bytes) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "Splits of version " + version + " are not known; use a newer Guardlake");
    }

    return read(new DataInputDeserializer(bytes));
  }

  static void write(ExportSplit split, DataOutputView out) throws IOException {
    if (split instanceof ExportSplit.Learning learning) {
      out.writeByte(LEARNING);
      ObjectCodec.writeText(learning.splitId(), out);
      ObjectCodec.writeText(learning.part(), out);
      return;
    }

    ExportSplit.Objects objects = (ExportSplit.Objects) split;
    out.writeByte(OBJECTS);
    ObjectCodec.writeText(objects.splitId(), out);
    ObjectCodec.writeAll(objects.objects(), out);
    out.writeInt(objects.position().object());
    out.writeInt(objects.position().line());
  }

  static ExportSplit read(DataInputView in) throws IOException {
    int kind = in.readByte();
    String id = ObjectCodec.readText(in);

    return switch (kind) {
      case LEARNING -> new ExportSplit.Learning(id, ObjectCodec.readText(in));
      case OBJECTS ->
          new ExportSplit.Objects(
              id, ObjectCodec.readAll(in), new Position(in.readInt(), in.readInt()));
      default -> throw new IOException("The state is damaged: there is no split of kind " + kind);
    };
  }
}
