package io.guardlake.jobs.table;

import static java.util.Objects.requireNonNull;

import io.guardlake.schemas.table.TableColumn;
import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.table.TableRow;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import org.apache.iceberg.io.OutputFile;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;

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
  /** The size of the row group is looked at after so many bytes, or so many rows. */
  private static final long BYTES_BETWEEN_CHECKS = 1 << 20;

  private static final int ROWS_BETWEEN_CHECKS = 1000;

  private final ParquetForm form;
  private final TableDefinition table;
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
   * @param compressor lent, and shared with other files of the same thread
   */
  ParquetTableWriter(OutputFile output, ParquetForm form, ZstdCompressor compressor)
      throws IOException {
    this.form = requireNonNull(form, "form is null");
    this.table = form.table();
    this.compressor = requireNonNull(compressor, "compressor is null");
    this.cells = new CellWriter[table.columns().size()];
    this.required = form.required();
    this.output = new ParquetOutput(output);
    this.file =
        new ParquetFileWriter(
            this.output,
            form.parquetSchema(),
            ParquetFileWriter.Mode.CREATE,
            form.options().rowGroupBytes(),
            0,
            null,
            form.properties());
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
    ParquetOptions options = form.options();
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

    file.end(Map.of("iceberg.schema", form.schemaJson(), "writer", "guardlake"));
    closed = true;
    return new WrittenFile(
        output.location(),
        output.position(),
        rows,
        FooterMetrics.splitOffsets(file.getFooter()),
        FooterMetrics.of(file.getFooter(), form.schema()));
  }

  /** Lets go of the file; without {@link #finish()} before, it stays incomplete. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }

    closed = true;
    output.abort();
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

    if (bufferedBytes >= form.options().rowGroupBytes()) {
      flushRowGroup();
    }
  }

  private void startRowGroup() {
    // Neither store is ever closed: that would only write pages out once more, and return buffers
    // of the heap, which need no returning.
    pages =
        ColumnChunkPageWriteStore.builder()
            .withCompressorProvider(column -> compressor)
            .withSchema(form.parquetSchema())
            .withAllocator(form.properties().getAllocator())
            .withColumnIndexTruncateLength(form.properties().getColumnIndexTruncateLength())
            .withPageWriteChecksumEnabled(true)
            .withRowGroupOrdinal(rowGroups++)
            .build();
    columns = form.properties().newColumnWriteStore(form.parquetSchema(), pages, pages);

    for (TableColumn column : table.columns()) {
      cells[column.ordinal()] = CellWriter.of(column, form.parquetSchema(), columns);
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
}
