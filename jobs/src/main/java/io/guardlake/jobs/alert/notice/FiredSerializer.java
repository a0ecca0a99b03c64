package io.guardlake.jobs.alert.notice;

import io.guardlake.jobs.dedup.FixedFormatSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes the cause, then the alert. It is only ever on the wire, never in state. */
public final class FiredSerializer extends FixedFormatSerializer<Fired> {
  public static final FiredSerializer INSTANCE = new FiredSerializer();

  private static final long serialVersionUID = 1;

  @Override
  public Fired createInstance() {
    return null;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Fired fired, DataOutputView target) throws IOException {
    Wire.writeText(fired.digest() == null ? null : fired.digest().name(), target);
    AlertSerializer.write(fired.alert(), target);
  }

  @Override
  public Fired deserialize(DataInputView source) throws IOException {
    String cause = Wire.readText(source);
    return new Fired(
        AlertSerializer.read(source), cause == null ? null : Digest.Cause.valueOf(cause));
  }

  @Override
  public TypeSerializerSnapshot<Fired> snapshotConfiguration() {
    return new FiredSnapshot();
  }

  /** Flink makes it by its class name when it restores. */
  public static final class FiredSnapshot extends Snapshot<Fired> {
    public FiredSnapshot() {
      super(() -> INSTANCE);
    }
  }
}
