package io.guardlake.jobs.dedup;

import io.guardlake.schemas.table.TableRow;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes the identity, whether there is a row, and the row. */
public final class IdentifiedRowSerializer extends FixedFormatSerializer<IdentifiedRow> {
  public static final IdentifiedRowSerializer INSTANCE = new IdentifiedRowSerializer();

  private static final long serialVersionUID = 1;

  @Override
  public IdentifiedRow createInstance() {
    return IdentifiedRow.known(new Identity(new RowKey(0, 0), new RowVersion(0, 0)));
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(IdentifiedRow value, DataOutputView target) throws IOException {
    RowKeySerializer.INSTANCE.serialize(value.identity().key(), target);
    RowVersionSerializer.INSTANCE.serialize(value.identity().version(), target);
    target.writeBoolean(value.row() != null);

    if (value.row() != null) {
      TableRowSerializer.INSTANCE.serialize(value.row(), target);
    }
  }

  @Override
  public IdentifiedRow deserialize(DataInputView source) throws IOException {
    RowKey key = RowKeySerializer.INSTANCE.deserialize(source);
    RowVersion version = RowVersionSerializer.INSTANCE.deserialize(source);
    TableRow row = source.readBoolean() ? TableRowSerializer.INSTANCE.deserialize(source) : null;
    return new IdentifiedRow(new Identity(key, version), row);
  }

  @Override
  public TypeSerializerSnapshot<IdentifiedRow> snapshotConfiguration() {
    return new IdentifiedRowSnapshot();
  }

  /** Flink makes it by its class name when it restores. */
  public static final class IdentifiedRowSnapshot extends Snapshot<IdentifiedRow> {
    public IdentifiedRowSnapshot() {
      super(() -> INSTANCE);
    }
  }
}
