package io.guardlake.jobs.table;

import io.guardlake.schemas.table.TableColumn;
import io.guardlake.schemas.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * The Parquet schema of a table's files: the shape that the table definition gives, with the field
 * ids that the table has. The two differ because catalogs number the fields of a new table afresh,
 * and readers find columns by id alone.
 */
final class TableParquetSchema {
  private TableParquetSchema() {}

  /**
   * @param table what is written
   * @param schema the schema of the Iceberg table that the files go to
   * @throws IllegalArgumentException if the table has no such column, or one of another type
   */
  static MessageType of(TableDefinition table, Schema schema) {
    MessageType shape = table.parquetSchema();
    Schema ours = table.icebergSchema();
    List<Type> fields = new ArrayList<>();

    for (TableColumn column : table.columns()) {
      NestedField field = schema.findField(column.sqlName());

      if (field == null) {
        throw new IllegalArgumentException(
            "The Iceberg table %s has no column %s; open it with this version once to add it."
                .formatted(table.name(), column.sqlName()));
      }

      if (field.type().typeId() != ours.findField(column.fieldId()).type().typeId()) {
        throw new IllegalArgumentException(
            "Column %s of the Iceberg table %s is a %s where a %s is written."
                .formatted(
                    column.sqlName(),
                    table.name(),
                    field.type(),
                    ours.findField(column.fieldId()).type()));
      }

      fields.add(numbered(shape.getType(column.ordinal()), field));
    }

    return new MessageType(table.name(), fields);
  }

  private static Type numbered(Type shape, NestedField field) {
    if (shape.isPrimitive()) {
      return shape.withId(field.fieldId());
    }

    GroupType outer = shape.asGroupType();
    GroupType repeated = outer.getType(0).asGroupType();
    boolean list =
        outer.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.ListLogicalTypeAnnotation;
    List<Type> leaves =
        list
            ? List.of(repeated.getType(0).withId(field.type().asListType().elementId()))
            : List.of(
                repeated.getType(0).withId(field.type().asMapType().keyId()),
                repeated.getType(1).withId(field.type().asMapType().valueId()));
    return outer.withNewFields(repeated.withNewFields(leaves)).withId(field.fieldId());
  }
}
