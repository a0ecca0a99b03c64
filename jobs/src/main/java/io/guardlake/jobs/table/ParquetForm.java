package io.guardlake.jobs.table;

import static java.util.Objects.requireNonNull;

import io.guardlake.schemas.table.ColumnLayout;
import io.guardlake.schemas.table.TableColumn;
import io.guardlake.schemas.table.TableDefinition;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SchemaParser;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.schema.MessageType;

/**
 * What all files of a table have in common. It is worked out once for many files: a table has more
 * than a hundred columns, and most files are small.
 *
 * @param table what the rows are of
 * @param schema the schema of the Iceberg table that the files are for
 * @param schemaJson the same, as it stands in each footer
 * @param parquetSchema the schema of the files, with the field ids of that table
 * @param properties how each column is encoded
 */
record ParquetForm(
    TableDefinition table,
    Schema schema,
    String schemaJson,
    ParquetOptions options,
    MessageType parquetSchema,
    ParquetProperties properties) {
  /** How much the footer keeps of a long string's minimum and maximum. */
  private static final int STATISTICS_BYTES = 64;

  ParquetForm {
    requireNonNull(table, "table is null");
    requireNonNull(schema, "schema is null");
    requireNonNull(schemaJson, "schemaJson is null");
    requireNonNull(options, "options is null");
    requireNonNull(parquetSchema, "parquetSchema is null");
    requireNonNull(properties, "properties is null");
  }

  static ParquetForm of(TableDefinition table, Schema schema, ParquetOptions options) {
    requireNonNull(table, "table is null");
    requireNonNull(options, "options is null");
    return new ParquetForm(
        table,
        schema,
        SchemaParser.toJson(schema),
        options,
        TableParquetSchema.of(table, schema),
        properties(table, options));
  }

  /** The positions of the columns that must not be null. */
  int[] required() {
    return table.columns().stream()
        .filter(TableColumn::required)
        .mapToInt(TableColumn::ordinal)
        .toArray();
  }

  private static ParquetProperties properties(TableDefinition table, ParquetOptions options) {
    // The first page is measured after its first row, and later ones as often as their rows' sizes
    // suggest, because a line may have 16 MiB.
    ParquetProperties.Builder properties =
        ParquetProperties.builder()
            .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_1_0)
            .withPageSize(options.pageBytes())
            .withMinRowCountForPageSizeCheck(1)
            .withDictionaryEncoding(false)
            .withPageWriteChecksumEnabled(true)
            .withSizeStatisticsEnabled(false)
            .withColumnIndexTruncateLength(STATISTICS_BYTES)
            .withStatisticsTruncateLength(STATISTICS_BYTES);
    Map<String, ColumnLayout> layouts = new HashMap<>();
    table.columns().forEach(column -> layouts.put(column.sqlName(), column.layout()));

    for (ColumnDescriptor leaf : table.parquetSchema().getColumns()) {
      ColumnLayout layout = layouts.get(leaf.getPath()[0]);
      String path = String.join(".", leaf.getPath());
      properties.withDictionaryEncoding(path, layout == ColumnLayout.REPEATED);
      properties.withStatisticsEnabled(path, layout != ColumnLayout.TEXT);
    }

    return properties.build();
  }
}
