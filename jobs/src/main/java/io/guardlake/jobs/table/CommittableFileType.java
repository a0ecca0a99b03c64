package io.guardlake.jobs.table;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Flink's type of committable files. */
final class CommittableFileType extends TypeInformation<CommittableFile> {
  private static final long serialVersionUID = 1;

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<CommittableFile> getTypeClass() {
    return CommittableFile.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<CommittableFile> createSerializer(SerializerConfig config) {
    return CommittableFileSerializer.INSTANCE;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof CommittableFileType;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CommittableFileType;
  }

  @Override
  public int hashCode() {
    return CommittableFileType.class.hashCode();
  }

  @Override
  public String toString() {
    return "CommittableFile";
  }
}
