package io.guardlake.jobs.dedup;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Sixteen bytes. They are part of every key in the dedup state, so this format must stay. */
public final class RowKeySerializer extends FixedFormatSerializer<RowKey> {
  public static final RowKeySerializer INSTANCE = new RowKeySerializer();

  private static final long serialVersionUID = 1;

  @Override
  public RowKey createInstance() {
    return new RowKey(0, 0);
  }

  @Override
  public int getLength() {
    return 2 * Long.BYTES;
  }

  @Override
  public void serialize(RowKey key, DataOutputView target) throws IOException {
    target.writeLong(key.high());
    target.writeLong(key.low());
  }

  @Override
  public RowKey deserialize(DataInputView source) throws IOException {
    return new RowKey(source.readLong(), source.readLong());
  }

  @Override
  public TypeSerializerSnapshot<RowKey> snapshotConfiguration() {
    return new RowKeySnapshot();
  }

  /** Flink makes it by its class name when it restores. */
  public static final class RowKeySnapshot extends Snapshot<RowKey> {
    public RowKeySnapshot() {
      super(() -> INSTANCE);
    }
  }
}
