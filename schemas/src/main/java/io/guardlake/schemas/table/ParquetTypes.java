package io.guardlake.schemas.table;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MICROS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.listType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.mapType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** Parquet types of columns: three-level lists and maps as the Parquet format specifies them. */
final class ParquetTypes {
  private ParquetTypes() {}

  static MessageType message(TableDefinition table) {
    List<Type> fields = new ArrayList<>();

    for (TableColumn column : table.columns()) {
      fields.add(field(column));
    }

    return new MessageType(table.name(), fields);
  }

  private static Type field(TableColumn column) {
    Repetition repetition = column.required() ? Repetition.REQUIRED : Repetition.OPTIONAL;

    return switch (column.type()) {
      case STRING, UTF8 -> text(repetition, column.sqlName(), column.fieldId());
      case BINARY -> primitive(BINARY, repetition, column);
      case BIGINT -> primitive(INT64, repetition, column);
      case INT -> primitive(INT32, repetition, column);
      case DOUBLE -> primitive(DOUBLE, repetition, column);
      case BOOLEAN -> primitive(BOOLEAN, repetition, column);
      case TIMESTAMP ->
          Types.primitive(INT64, repetition)
              .as(timestampType(false, MICROS))
              .id(column.fieldId())
              .named(column.sqlName());
      case STRING_LIST -> {
        Type element = text(Repetition.REQUIRED, "element", TableDefinition.elementId(column));
        GroupType list = new GroupType(Repetition.REPEATED, "list", element);
        yield Types.buildGroup(repetition)
            .as(listType())
            .addField(list)
            .id(column.fieldId())
            .named(column.sqlName());
      }
      case STRING_MAP -> {
        Type key = text(Repetition.REQUIRED, "key", TableDefinition.elementId(column));
        Type value = text(Repetition.REQUIRED, "value", TableDefinition.valueId(column));
        GroupType entry = new GroupType(Repetition.REPEATED, "key_value", key, value);
        yield Types.buildGroup(repetition)
            .as(mapType())
            .addField(entry)
            .id(column.fieldId())
            .named(column.sqlName());
      }
    };
  }

  private static Type primitive(
      PrimitiveType.PrimitiveTypeName type, Repetition repetition, TableColumn column) {
    return Types.primitive(type, repetition).id(column.fieldId()).named(column.sqlName());
  }

  private static Type text(Repetition repetition, String name, int fieldId) {
    return Types.primitive(BINARY, repetition).as(stringType()).id(fieldId).named(name);
  }
}
