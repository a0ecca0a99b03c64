package io.guardlake.jobs.table;

import static java.util.Objects.requireNonNull;

import io.guardlake.schemas.table.ColumnLayout;
import io.guardlake.schemas.table.TableColumn;
import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.table.TableRow;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.io.OutputFile;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;

/**
 * Writes rows of one table into one Parquet file, without Hadoop: zstd pages with checksums,
 * dictionaries and statistics as each column's layout asks for, column and offset indexes, and the
 * field ids of the Iceberg table. Not thread-safe.
 *
 * <p>Memory: about {@link #bufferedBytes()}, which stays below the row group size plus one row. A
 * file that is closed before {@link #finish()} is incomplete and has no footer; whoever made it
 * deletes it.
 */
public final class ParquetTableWriter implements Closeable {
  /** How much the footer keeps of a long string's minimum and maximum. */
  private static final int STATISTICS_BYTES = 64;

  /** The size of the row group is looked at after so many bytes, or so many rows. */
  private static final long BYTES_BETWEEN_CHECKS = 1 << 20;

  private static final int ROWS_BETWEEN_CHECKS = 1000;

  private final TableDefinition table;
  private final ParquetOptions options;
  private final Schema schema;
  private final MessageType parquetSchema;
  private final ParquetProperties properties;
  private final ZstdCompressor compressor;
  private final ParquetOutput output;
  private final ParquetFileWriter file;
  private final CellWriter[] cells;
  private final int[] required;
  private ColumnChunkPageWriteStore pages;
  private ColumnWriteStore columns;
  private int rowGroups;
  private long rowsInGroup;
  private long rows;
  private long bufferedBytes;
  private long bytesSinceCheck;
  private int rowsSinceCheck;
  private boolean broken;
  private boolean closed;

  /**
   * @param output where to; it must not exist
   * @param table what the rows are of
   * @param schema the schema of the Iceberg table that the file is for, whose field ids it gets
   */
  public ParquetTableWriter(
      OutputFile output, TableDefinition table, Schema schema, ParquetOptions options)
      throws IOException {
    this.table = requireNonNull(table, "table is null");
    this.options = requireNonNull(options, "options is null");
    this.schema = requireNonNull(schema, "schema is null");
    this.parquetSchema = TableParquetSchema.of(table, schema);
    this.properties = properties(table, options);
    this.compressor = new ZstdCompressor(options.zstdLevel());
    this.cells = new CellWriter[table.columns().size()];
    this.required =
        table.columns().stream()
            .filter(TableColumn::required)
            .mapToInt(TableColumn::ordinal)
            .toArray();
    this.output = new ParquetOutput(output);
    this.file =
        new ParquetFileWriter(
            this.output,
            parquetSchema,
            ParquetFileWriter.Mode.CREATE,
            options.rowGroupBytes(),
            0,
            null,
            properties);
    file.start();
    startRowGroup();
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException if the row is of another table or lacks a required cell; it is
   *     not written then
   */
  public void write(TableRow row) throws IOException {
    checkUsable();
    checkRow(row);
    long bytes = 0;
    broken = true;

    for (int i = 0; i < cells.length; i++) {
      bytes += cells[i].write(row.cell(i));
    }

    columns.endRecord();
    broken = false;
    rows++;
    rowsInGroup++;
    rowsSinceCheck++;
    bytesSinceCheck += bytes;

    if (bytesSinceCheck >= BYTES_BETWEEN_CHECKS || rowsSinceCheck >= ROWS_BETWEEN_CHECKS) {
      checkSize();
    }
  }

  /** Where the file is. */
  public String location() {
    return output.location();
  }

  /** The rows written so far. */
  public long rows() {
    return rows;
  }

  /** About how many bytes of memory are held for rows that are not in the file yet. */
  public long bufferedBytes() {
    return bufferedBytes + bytesSinceCheck;
  }

  /** About how long the file will be if it is finished now. */
  public long length() {
    return output.position() + bufferedBytes();
  }

  /**
   * Whether the file is as long as it was asked to be. Where it has several row groups, whole ones
   * count alone: how many bytes will become of the memory of one is not known before it ends, and
   * files that end too early are more files.
   */
  boolean isFull() {
    boolean several = options.rowGroupBytes() < options.fileBytes();
    return (several ? output.position() : length()) >= options.fileBytes();
  }

  /** Ends the row group, so that its memory is free. */
  public void flushRowGroup() throws IOException {
    checkUsable();

    if (rowsInGroup == 0) {
      return;
    }

    broken = true;
    writeRowGroup();
    startRowGroup();
    broken = false;
  }

  /** Writes what is buffered and the footer. The file is complete once this returns. */
  public WrittenFile finish() throws IOException {
    checkUsable();
    broken = true;

    if (rowsInGroup > 0) {
      writeRowGroup();
    }

    file.end(Map.of("iceberg.schema", SchemaParser.toJson(schema), "writer", "guardlake"));
    closed = true;
    compressor.release();
    return new WrittenFile(
        output.location(),
        output.position(),
        rows,
        FooterMetrics.splitOffsets(file.getFooter()),
        FooterMetrics.of(file.getFooter(), schema));
  }

  /** Lets go of the file; without {@link #finish()} before, it stays incomplete. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }

    closed = true;

    try {
      compressor.release();
    } finally {
      output.abort();
    }
  }

  private void checkUsable() {
    if (closed) {
      throw new IllegalStateException(
          "The Parquet file %s is closed.".formatted(output.location()));
    }

    if (broken) {
      throw new IllegalStateException(
          "Writing the Parquet file %s failed before; it cannot be completed."
              .formatted(output.location()));
    }
  }

  // The same definition is the usual case; comparing all of its columns for every row costs much.
  @SuppressWarnings("ReferenceEquality")
  private void checkRow(TableRow row) {
    if (row.table() != table && !row.table().equals(table)) {
      throw new IllegalArgumentException(
          "A row of table %s cannot be written to table %s."
              .formatted(row.table().name(), table.name()));
    }

    for (int ordinal : required) {
      if (row.cell(ordinal) == null) {
        throw new IllegalArgumentException(
            "A row of table %s has no value for the required column %s."
                .formatted(table.name(), table.columns().get(ordinal).sqlName()));
      }
    }
  }

  private void checkSize() throws IOException {
    bufferedBytes = columns.getBufferedSize();
    bytesSinceCheck = 0;
    rowsSinceCheck = 0;

    if (bufferedBytes >= options.rowGroupBytes()) {
      flushRowGroup();
    }
  }

  private void startRowGroup() {
    // Neither store is ever closed: that would only write pages out once more, and return buffers
    // of the heap, which need no returning.
    pages =
        ColumnChunkPageWriteStore.builder()
            .withCompressorProvider(column -> compressor)
            .withSchema(parquetSchema)
            .withAllocator(properties.getAllocator())
            .withColumnIndexTruncateLength(properties.getColumnIndexTruncateLength())
            .withPageWriteChecksumEnabled(true)
            .withRowGroupOrdinal(rowGroups++)
            .build();
    columns = properties.newColumnWriteStore(parquetSchema, pages, pages);

    for (TableColumn column : table.columns()) {
      cells[column.ordinal()] = CellWriter.of(column, parquetSchema, columns);
    }

    rowsInGroup = 0;
    bufferedBytes = 0;
    bytesSinceCheck = 0;
    rowsSinceCheck = 0;
  }

  private void writeRowGroup() throws IOException {
    file.startBlock(rowsInGroup);
    columns.flush();
    pages.flushToFileWriter(file);
    file.endBlock();
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

    for (ColumnDescriptor leaf : table.parquetSchema().getColumns()) {
      ColumnLayout layout = layout(table, leaf.getPath()[0]);
      String path = String.join(".", leaf.getPath());
      properties.withDictionaryEncoding(path, layout == ColumnLayout.REPEATED);
      properties.withStatisticsEnabled(path, layout != ColumnLayout.TEXT);
    }

    return properties.build();
  }

  private static ColumnLayout layout(TableDefinition table, String name) {
    return table.columns().stream()
        .filter(column -> column.sqlName().equals(name))
        .findFirst()
        .orElseThrow()
        .layout();
  }
}
