package io.guardlake.jobs.table;

import io.guardlake.schemas.table.TableColumn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.iceberg.io.InputFile;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * Reads a few text and number columns of a Parquet file of ours, without Hadoop and without the
 * other columns' bytes. Page checksums are verified.
 */
final class FlatColumns {
  private FlatColumns() {}

  /**
   * Gives the consumer one array a row: a String or a Long for each column, or null. The array is
   * reused.
   *
   * @throws IOException if the file cannot be read or lacks a column; the message names it
   */
  static void read(InputFile file, List<TableColumn> columns, Consumer<Object[]> consumer)
      throws IOException {
    ZstdCodecs codecs = new ZstdCodecs(1);

    try (ParquetFileReader reader =
        ParquetFileReader.open(new ParquetInput(file), ReadOptions.of(codecs))) {
      MessageType wanted = projection(file, reader.getFileMetaData().getSchema(), columns);
      reader.setRequestedSchema(wanted);
      String createdBy = reader.getFileMetaData().getCreatedBy();

      for (PageReadStore rowGroup = reader.readNextRowGroup();
          rowGroup != null;
          rowGroup = reader.readNextRowGroup()) {
        ColumnReadStoreImpl store =
            new ColumnReadStoreImpl(rowGroup, new UnusedConverter(), wanted, createdBy);
        readRows(store, wanted, rowGroup.getRowCount(), consumer);
      }
    } catch (IOException | RuntimeException e) {
      throw new IOException("Cannot read the data file %s.".formatted(file.location()), e);
    } finally {
      codecs.release();
    }
  }

  private static void readRows(
      ColumnReadStoreImpl store, MessageType schema, long rows, Consumer<Object[]> consumer) {
    List<ColumnReader> readers = new ArrayList<>();

    for (ColumnDescriptor column : schema.getColumns()) {
      readers.add(store.getColumnReader(column));
    }

    Object[] cells = new Object[readers.size()];

    for (long row = 0; row < rows; row++) {
      for (int i = 0; i < cells.length; i++) {
        cells[i] = next(readers.get(i));
      }

      consumer.accept(cells);
    }
  }

  private static Object next(ColumnReader reader) {
    ColumnDescriptor column = reader.getDescriptor();
    Object cell = null;

    if (reader.getCurrentDefinitionLevel() == column.getMaxDefinitionLevel()) {
      cell =
          column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT64
              ? (Object) reader.getLong()
              : new String(reader.getBinary().getBytesUnsafe(), StandardCharsets.UTF_8);
    }

    reader.consume();
    return cell;
  }

  private static MessageType projection(
      InputFile file, MessageType schema, List<TableColumn> columns) throws IOException {
    List<Type> fields = new ArrayList<>();

    for (TableColumn column : columns) {
      if (!schema.containsField(column.sqlName())) {
        throw new IOException(
            "The data file %s has no column %s.".formatted(file.location(), column.sqlName()));
      }

      fields.add(schema.getType(column.sqlName()));
    }

    return new MessageType(schema.getName(), fields);
  }
}
