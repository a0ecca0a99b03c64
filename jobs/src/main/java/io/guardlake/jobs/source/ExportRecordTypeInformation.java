package io.guardlake.jobs.source;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The type of the source's stream. */
public final class ExportRecordTypeInformation extends TypeInformation<ExportRecord> {
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
  public Class<ExportRecord> getTypeClass() {
    return ExportRecord.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<ExportRecord> createSerializer(SerializerConfig config) {
    return ExportRecordSerializer.INSTANCE;
  }

  @Override
  public String toString() {
    return "ExportRecord";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExportRecordTypeInformation;
  }

  @Override
  public int hashCode() {
    return ExportRecordTypeInformation.class.hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof ExportRecordTypeInformation;
  }
}
