package io.guardlake.jobs.table;

import io.guardlake.schemas.table.TableColumn;
import io.guardlake.schemas.table.TableRow;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;

/**
 * A row as Iceberg's transforms see it: its top-level cells in the order of the Iceberg table's
 * columns, which need not be the order of ours once a table has evolved.
 */
final class RowStruct implements StructLike {
  private final Schema schema;
  private int[] ordinals;
  private TableRow row;

  RowStruct(Schema schema) {
    this.schema = schema;
  }

  RowStruct wrap(TableRow next) {
    if (ordinals == null) {
      ordinals = ordinals(next);
    }

    row = next;
    return this;
  }

  @Override
  public int size() {
    return schema.columns().size();
  }

  @Override
  public <T> T get(int position, Class<T> type) {
    int ordinal = ordinals[position];
    return ordinal < 0 ? null : type.cast(row.cell(ordinal));
  }

  @Override
  public <T> void set(int position, T value) {
    throw new UnsupportedOperationException("A row is read only.");
  }

  private int[] ordinals(TableRow first) {
    int[] found = new int[schema.columns().size()];

    for (int i = 0; i < found.length; i++) {
      String name = schema.columns().get(i).name();
      found[i] =
          first.table().columns().stream()
              .filter(column -> column.sqlName().equals(name))
              .mapToInt(TableColumn::ordinal)
              .findFirst()
              .orElse(-1);
    }

    return found;
  }
}
