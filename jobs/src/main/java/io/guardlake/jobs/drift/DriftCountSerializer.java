package io.guardlake.jobs.drift;

import io.guardlake.jobs.dedup.FixedFormatSerializer;
import io.guardlake.schemas.finding.DriftListener;
import io.guardlake.schemas.finding.FieldDrift;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The components in their order. They are part of the drift's state, so this must stay. */
public final class DriftCountSerializer extends FixedFormatSerializer<DriftCount> {
  public static final DriftCountSerializer INSTANCE = new DriftCountSerializer();

  private static final long serialVersionUID = 1;

  @Override
  public DriftCount createInstance() {
    return new DriftCount(FieldDrift.morePaths(), 0, 0, 0, "", 1);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(DriftCount count, DataOutputView target) throws IOException {
    target.writeUTF(count.field().kind().name());
    target.writeUTF(count.field().path());
    target.writeLong(count.occurrences());
    target.writeLong(count.firstSeenAt());
    target.writeLong(count.lastSeenAt());
    target.writeUTF(count.sourceUri());
    target.writeInt(count.sourceLine());
  }

  @Override
  public DriftCount deserialize(DataInputView source) throws IOException {
    FieldDrift field =
        new FieldDrift(DriftListener.Kind.valueOf(source.readUTF()), source.readUTF());
    return new DriftCount(
        field,
        source.readLong(),
        source.readLong(),
        source.readLong(),
        source.readUTF(),
        source.readInt());
  }

  @Override
  public TypeSerializerSnapshot<DriftCount> snapshotConfiguration() {
    return new DriftCountSnapshot();
  }

  /** Flink makes it by its class name when it restores. */
  public static final class DriftCountSnapshot extends Snapshot<DriftCount> {
    public DriftCountSnapshot() {
      super(() -> INSTANCE);
    }
  }
}
