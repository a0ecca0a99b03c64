package io.guardlake.schemas.table;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.parquet.schema.MessageType;

/**
 * A table: its name, its columns, and the columns it is partitioned by. Iceberg's and Parquet's
 * schemas are derived from it.
 *
 * @param partitionByValue the column whose value is a partition field, or null for none
 * @param partitionByDay the timestamp column whose day is a partition field, or null for none
 */
public record TableDefinition(
    String name,
    List<? extends TableColumn> columns,
    TableColumn partitionByValue,
    TableColumn partitionByDay) {

  /** Added to twice a column's field id to number a list's element or a map's key. */
  private static final int NESTED_IDS = 1000;

  public TableDefinition {
    requireNonNull(name, "name is null");
    columns = List.copyOf(columns);

    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).ordinal() != i) {
        throw new IllegalArgumentException(
            "column %s of %s is out of order".formatted(columns.get(i).sqlName(), name));
      }
    }
  }

  /** The field id of a list's element or of a map's key. */
  public static int elementId(TableColumn column) {
    return NESTED_IDS + 2 * column.fieldId();
  }

  /** The field id of a map's value. */
  public static int valueId(TableColumn column) {
    return NESTED_IDS + 2 * column.fieldId() + 1;
  }

  /** The Iceberg schema, with the field ids that the columns give. */
  public Schema icebergSchema() {
    List<Types.NestedField> fields = new ArrayList<>();

    for (TableColumn column : columns) {
      Types.NestedField.Builder field =
          column.required()
              ? Types.NestedField.required(column.sqlName())
              : Types.NestedField.optional(column.sqlName());
      fields.add(
          field
              .withId(column.fieldId())
              .ofType(icebergType(column))
              .withDoc(column.meaning())
              .build());
    }

    return new Schema(fields);
  }

  /** The partition spec: the value column by identity first, then the day. */
  public PartitionSpec partitionSpec() {
    PartitionSpec.Builder spec = PartitionSpec.builderFor(icebergSchema());

    if (partitionByValue != null) {
      spec.identity(partitionByValue.sqlName());
    }

    if (partitionByDay != null) {
      spec.day(partitionByDay.sqlName(), partitionByDay.sqlName() + "_day");
    }

    return spec.build();
  }

  /** The Parquet schema, with the same field ids. */
  public MessageType parquetSchema() {
    return ParquetTypes.message(this);
  }

  private static Type icebergType(TableColumn column) {
    return switch (column.type()) {
      case STRING, UTF8 -> Types.StringType.get();
      case BINARY -> Types.BinaryType.get();
      case BIGINT -> Types.LongType.get();
      case INT -> Types.IntegerType.get();
      case DOUBLE -> Types.DoubleType.get();
      case BOOLEAN -> Types.BooleanType.get();
      case TIMESTAMP -> Types.TimestampType.withoutZone();
      case STRING_LIST -> Types.ListType.ofRequired(elementId(column), Types.StringType.get());
      case STRING_MAP ->
          Types.MapType.ofRequired(
              elementId(column), valueId(column), Types.StringType.get(), Types.StringType.get());
    };
  }
}
