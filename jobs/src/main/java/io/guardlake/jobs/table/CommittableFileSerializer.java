package io.guardlake.jobs.table;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Flink's serializer of committable files; its format is {@link CommittableFileFormat}'s. */
public final class CommittableFileSerializer extends TypeSerializerSingleton<CommittableFile> {
  static final CommittableFileSerializer INSTANCE = new CommittableFileSerializer();

  private static final long serialVersionUID = 1;

  @Override
  public boolean isImmutableType() {
    return true;
  }

  /** No instance means anything without a file; Flink never uses this one. */
  @Override
  public CommittableFile createInstance() {
    return null;
  }

  @Override
  public CommittableFile copy(CommittableFile from) {
    return from;
  }

  @Override
  public CommittableFile copy(CommittableFile from, CommittableFile reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(CommittableFile file, DataOutputView target) throws IOException {
    CommittableFileFormat.write(file, target);
  }

  @Override
  public CommittableFile deserialize(DataInputView source) throws IOException {
    return CommittableFileFormat.read(source);
  }

  @Override
  public CommittableFile deserialize(CommittableFile reuse, DataInputView source)
      throws IOException {
    return CommittableFileFormat.read(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    CommittableFileFormat.write(CommittableFileFormat.read(source), target);
  }

  @Override
  public TypeSerializerSnapshot<CommittableFile> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Nothing to remember: the format carries its version in every value. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<CommittableFile> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
