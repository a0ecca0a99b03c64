package io.guardlake.jobs.dedup;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Sixteen bytes. They are part of every entry of the dedup state, so this format must stay. */
public final class RowVersionSerializer extends FixedFormatSerializer<RowVersion> {
  public static final RowVersionSerializer INSTANCE = new RowVersionSerializer();

  private static final long serialVersionUID = 1;

  @Override
  public RowVersion createInstance() {
    return new RowVersion(0, 0);
  }

  @Override
  public int getLength() {
    return 2 * Long.BYTES;
  }

  @Override
  public void serialize(RowVersion version, DataOutputView target) throws IOException {
    target.writeLong(version.updatedAt());
    target.writeLong(version.hash());
  }

  @Override
  public RowVersion deserialize(DataInputView source) throws IOException {
    return new RowVersion(source.readLong(), source.readLong());
  }

  @Override
  public TypeSerializerSnapshot<RowVersion> snapshotConfiguration() {
    return new RowVersionSnapshot();
  }

  /** Flink makes it by its class name when it restores. */
  public static final class RowVersionSnapshot extends Snapshot<RowVersion> {
    public RowVersionSnapshot() {
      super(() -> INSTANCE);
    }
  }
}
