package io.guardlake.jobs.dedup;

import io.guardlake.schemas.table.TableRow;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** The types of the streams and states from the reading of a finding on. */
public final class StreamTypes {
  public static final TypeInformation<RowKey> ROW_KEY =
      SerializerType.ofKey(RowKey.class, RowKeySerializer.INSTANCE);

  public static final TypeInformation<RowVersion> ROW_VERSION =
      SerializerType.ofValue(RowVersion.class, RowVersionSerializer.INSTANCE);

  public static final TypeInformation<TableRow> TABLE_ROW =
      SerializerType.ofValue(TableRow.class, TableRowSerializer.INSTANCE);

  public static final TypeInformation<IdentifiedRow> IDENTIFIED_ROW =
      SerializerType.ofValue(IdentifiedRow.class, IdentifiedRowSerializer.INSTANCE);

  private StreamTypes() {}
}
