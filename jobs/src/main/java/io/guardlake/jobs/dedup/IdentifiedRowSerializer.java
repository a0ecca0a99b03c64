package io.guardlake.jobs.dedup;

import io.guardlake.schemas.finding.DriftListener;
import io.guardlake.schemas.finding.FieldDrift;
import io.guardlake.schemas.table.TableRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes the identity, whether there is a row, the row, and the drift of it. */
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
      writeDrift(value.drift(), target);
    }
  }

  @Override
  public IdentifiedRow deserialize(DataInputView source) throws IOException {
    RowKey key = RowKeySerializer.INSTANCE.deserialize(source);
    RowVersion version = RowVersionSerializer.INSTANCE.deserialize(source);
    Identity identity = new Identity(key, version);

    if (!source.readBoolean()) {
      return IdentifiedRow.known(identity);
    }

    TableRow row = TableRowSerializer.INSTANCE.deserialize(source);
    return new IdentifiedRow(identity, row, readDrift(source));
  }

  @Override
  public TypeSerializerSnapshot<IdentifiedRow> snapshotConfiguration() {
    return new IdentifiedRowSnapshot();
  }

  private static void writeDrift(List<FieldDrift> drift, DataOutputView target) throws IOException {
    target.writeShort(drift.size());

    for (FieldDrift field : drift) {
      target.writeUTF(field.kind().name());
      target.writeUTF(field.path());
    }
  }

  private static List<FieldDrift> readDrift(DataInputView source) throws IOException {
    int size = source.readShort();
    List<FieldDrift> drift = new ArrayList<>(size);

    for (int i = 0; i < size; i++) {
      drift.add(new FieldDrift(DriftListener.Kind.valueOf(source.readUTF()), source.readUTF()));
    }

    return drift;
  }

  /** Flink makes it by its class name when it restores. */
  public static final class IdentifiedRowSnapshot extends Snapshot<IdentifiedRow> {
    public IdentifiedRowSnapshot() {
      super(() -> INSTANCE);
    }
  }
}
