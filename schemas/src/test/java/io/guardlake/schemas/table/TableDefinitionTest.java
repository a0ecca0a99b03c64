package io.guardlake.schemas.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.schemas.accounts.AccountsTable;
import io.guardlake.schemas.alert.DeadLetterTable;
import io.guardlake.schemas.archived.ArchivedTable;
import io.guardlake.schemas.drift.DriftTable;
import io.guardlake.schemas.erased.ErasedTable;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.quarantine.QuarantineTable;
import io.guardlake.schemas.quarantine.SettledTable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.types.Types;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TableDefinitionTest {
  static Stream<TableDefinition> tables() {
    return Stream.of(
        FindingsTable.DEFINITION,
        QuarantineTable.DEFINITION,
        SettledTable.DEFINITION,
        DriftTable.DEFINITION,
        DeadLetterTable.DEFINITION,
        AccountsTable.DEFINITION,
        ArchivedTable.DEFINITION,
        ErasedTable.DEFINITION);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void icebergAndParquetSchemasAgree(TableDefinition table) {
    List<Types.NestedField> iceberg = table.icebergSchema().columns();
    MessageType parquet = table.parquetSchema();

    assertThat(parquet.getFieldCount()).isEqualTo(iceberg.size());

    for (int i = 0; i < iceberg.size(); i++) {
      checkField(iceberg.get(i), parquet.getType(i));
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void fieldIdsAreUnique(TableDefinition table) {
    Set<Integer> ids = new HashSet<>();

    for (TableColumn column : table.columns()) {
      assertThat(column.fieldId()).as(column.sqlName()).isBetween(1, 999);
      assertThat(ids.add(column.fieldId())).as(column.sqlName()).isTrue();
    }

    assertThat(table.icebergSchema().idToName()).hasSize(ids.size() + nestedIds(table));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void columnsSayWhatTheyMean(TableDefinition table) {
    for (TableColumn column : table.columns()) {
      assertThat(column.meaning()).as(column.sqlName()).endsWith(".").hasSizeGreaterThan(8);
      assertThat(column.sqlName()).matches("[a-z][a-z0-9_]*");
    }
  }

  @Test
  void findingsArePartitionedBySeverityAndDay() {
    assertThat(FindingsTable.DEFINITION.partitionSpec().fields())
        .extracting(PartitionField::name)
        .containsExactly("severity", "updated_at_day");
  }

  private static int nestedIds(TableDefinition table) {
    int ids = 0;

    for (TableColumn column : table.columns()) {
      if (column.type() == ColumnType.STRING_LIST) {
        ids++;
      } else if (column.type() == ColumnType.STRING_MAP) {
        ids += 2;
      }
    }

    return ids;
  }

  private static void checkField(Types.NestedField iceberg, Type parquet) {
    assertThat(parquet.getName()).isEqualTo(iceberg.name());
    assertThat(parquet.getId().intValue()).as(iceberg.name()).isEqualTo(iceberg.fieldId());
    assertThat(parquet.getRepetition())
        .as(iceberg.name())
        .isEqualTo(iceberg.isRequired() ? Repetition.REQUIRED : Repetition.OPTIONAL);
    assertThat(parquet.isPrimitive()).isEqualTo(iceberg.type().isPrimitiveType());

    if (parquet.isPrimitive()) {
      assertThat(parquet.asPrimitiveType().getPrimitiveTypeName().name())
          .as(iceberg.name())
          .isEqualTo(physicalType(iceberg.type()));
      return;
    }

    GroupType repeated = parquet.asGroupType().getType(0).asGroupType();
    List<Types.NestedField> inner = iceberg.type().asNestedType().fields();
    assertThat(repeated.getRepetition()).isEqualTo(Repetition.REPEATED);
    assertThat(repeated.getFieldCount()).isEqualTo(inner.size());

    for (int i = 0; i < inner.size(); i++) {
      assertThat(repeated.getType(i).getId().intValue()).isEqualTo(inner.get(i).fieldId());
      assertThat(repeated.getType(i).getName()).isEqualTo(inner.get(i).name());
      assertThat(repeated.getType(i).isRepetition(Repetition.REQUIRED)).isTrue();
      assertThat(inner.get(i).isRequired()).isTrue();
    }
  }

  private static String physicalType(org.apache.iceberg.types.Type type) {
    return switch (type.typeId()) {
      case BOOLEAN -> "BOOLEAN";
      case INTEGER -> "INT32";
      case LONG, TIMESTAMP -> "INT64";
      case DOUBLE -> "DOUBLE";
      case STRING, BINARY -> "BINARY";
      default -> throw new AssertionError("no column has type " + type);
    };
  }
}
