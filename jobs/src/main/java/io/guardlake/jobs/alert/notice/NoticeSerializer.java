package io.guardlake.jobs.alert.notice;

import io.guardlake.jobs.dedup.FixedFormatSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes which of the two it is, then that. It is only ever on the wire, never in state. */
public final class NoticeSerializer extends FixedFormatSerializer<Notice> {
  public static final NoticeSerializer INSTANCE = new NoticeSerializer();

  private static final long serialVersionUID = 1;

  @Override
  public Notice createInstance() {
    return DigestSerializer.INSTANCE.createInstance();
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Notice notice, DataOutputView target) throws IOException {
    if (notice instanceof Alert alert) {
      target.writeBoolean(true);
      AlertSerializer.write(alert, target);
    } else if (notice instanceof Digest digest) {
      target.writeBoolean(false);
      DigestSerializer.INSTANCE.serialize(digest, target);
    }
  }

  @Override
  public Notice deserialize(DataInputView source) throws IOException {
    return source.readBoolean()
        ? AlertSerializer.read(source)
        : DigestSerializer.INSTANCE.deserialize(source);
  }

  @Override
  public TypeSerializerSnapshot<Notice> snapshotConfiguration() {
    return new NoticeSnapshot();
  }

  /** Flink makes it by its class name when it restores. */
  public static final class NoticeSnapshot extends Snapshot<Notice> {
    public NoticeSnapshot() {
      super(() -> INSTANCE);
    }
  }
}
