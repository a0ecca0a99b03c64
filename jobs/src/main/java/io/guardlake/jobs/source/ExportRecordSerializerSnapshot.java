package io.guardlake.jobs.source;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Says in a checkpoint which form its records have. Public because Flink makes it by its name. */
public final class ExportRecordSerializerSnapshot implements TypeSerializerSnapshot<ExportRecord> {
  private static final int FORM = 1;

  @Override
  public int getCurrentVersion() {
    return FORM;
  }

  @Override
  public void writeSnapshot(DataOutputView out) {}

  @Override
  public void readSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
    if (version != FORM) {
      throw new IOException("Records of form " + version + " are not known; use a newer Guardlake");
    }
  }

  @Override
  public TypeSerializer<ExportRecord> restoreSerializer() {
    return ExportRecordSerializer.INSTANCE;
  }

  @Override
  public TypeSerializerSchemaCompatibility<ExportRecord> resolveSchemaCompatibility(
      TypeSerializerSnapshot<ExportRecord> older) {
    return older instanceof ExportRecordSerializerSnapshot
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.incompatible();
  }
}
