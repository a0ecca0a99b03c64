package io.guardlake.jobs.source;

import io.guardlake.jobs.dedup.Identity;
import io.guardlake.jobs.dedup.RowKey;
import io.guardlake.jobs.dedup.RowVersion;
import io.guardlake.schemas.quarantine.QuarantineReason;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Records between operators. */
final class ExportRecordSerializer extends TypeSerializerSingleton<ExportRecord> {
  private static final long serialVersionUID = 1;
  static final ExportRecordSerializer INSTANCE = new ExportRecordSerializer();
  private static final int LINE = 0;
  private static final int FAILURE = 1;
  private static final int OBJECT_END = 2;
  private static final int KNOWN = 3;

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public ExportRecord createInstance() {
    return new ExportRecord.ObjectEnd(new ExportObject("", "", 0, 0));
  }

  @Override
  public ExportRecord copy(ExportRecord from) {
    return from;
  }

  @Override
  public ExportRecord copy(ExportRecord from, ExportRecord reuse) {
    return from;
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(ExportRecord record, DataOutputView out) throws IOException {
    if (record instanceof ExportRecord.Line line) {
      out.writeByte(LINE);
      write(line.object(), out);
      out.writeInt(line.number());
      ObjectCodec.writeBytes(line.bytes(), out);
    } else if (record instanceof ExportRecord.Failure failure) {
      out.writeByte(FAILURE);
      write(failure, out);
    } else if (record instanceof ExportRecord.ObjectEnd end) {
      out.writeByte(OBJECT_END);
      write(end.object(), out);
    } else {
      Identity identity = ((ExportRecord.Known) record).identity();
      out.writeByte(KNOWN);
      out.writeLong(identity.key().high());
      out.writeLong(identity.key().low());
      out.writeLong(identity.version().updatedAt());
      out.writeLong(identity.version().hash());
    }
  }

  @Override
  public ExportRecord deserialize(DataInputView in) throws IOException {
    int kind = in.readByte();

    return switch (kind) {
      case LINE -> new ExportRecord.Line(readObject(in), in.readInt(), ObjectCodec.readBytes(in));
      case FAILURE -> readFailure(in);
      case OBJECT_END -> new ExportRecord.ObjectEnd(readObject(in));
      case KNOWN ->
          new ExportRecord.Known(
              new Identity(
                  new RowKey(in.readLong(), in.readLong()),
                  new RowVersion(in.readLong(), in.readLong())));
      default -> throw new IOException("There is no record of kind " + kind);
    };
  }

  @Override
  public ExportRecord deserialize(ExportRecord reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  private static void write(ExportRecord.Failure failure, DataOutputView out) throws IOException {
    write(failure.object(), out);
    // Lines count from 1, so 0 can stand for none.
    out.writeInt(failure.number() == null ? 0 : failure.number());
    // By name, so that reasons may be added anywhere.
    out.writeUTF(failure.reason().name());
    ObjectCodec.writeText(failure.detail(), out);
    out.writeBoolean(failure.bytes() != null);

    if (failure.bytes() != null) {
      ObjectCodec.writeBytes(failure.bytes(), out);
    }

    out.writeBoolean(failure.moreBytes());
  }

  private static ExportRecord readFailure(DataInputView in) throws IOException {
    ExportObject object = readObject(in);
    int number = in.readInt();
    QuarantineReason reason = QuarantineReason.valueOf(in.readUTF());
    String detail = ObjectCodec.readText(in);
    byte[] bytes = in.readBoolean() ? ObjectCodec.readBytes(in) : null;
    return new ExportRecord.Failure(
        object, number == 0 ? null : number, reason, detail, bytes, in.readBoolean());
  }

  private static void write(ExportObject object, DataOutputView out) throws IOException {
    ObjectCodec.writeText(object.uri(), out);
    ObjectCodec.writeText(object.etag(), out);
    out.writeLong(object.size());
    out.writeLong(object.lastModified());
  }

  private static ExportObject readObject(DataInputView in) throws IOException {
    return new ExportObject(
        ObjectCodec.readText(in), ObjectCodec.readText(in), in.readLong(), in.readLong());
  }

  @Override
  public TypeSerializerSnapshot<ExportRecord> snapshotConfiguration() {
    return new ExportRecordSerializerSnapshot();
  }
}
