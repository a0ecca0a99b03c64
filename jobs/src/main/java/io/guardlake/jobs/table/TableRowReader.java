package io.guardlake.jobs.table;

import static java.util.Objects.requireNonNull;

import io.guardlake.schemas.table.TableColumn;
import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.table.TableRow;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.io.InputFile;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Reads the rows of a data file in the order they are in it, without Hadoop. Columns are found by
 * the table's field ids; one that the file lacks is null, as in every file that is older than the
 * column. Page checksums are verified. Memory: the file's largest row group of the columns read, as
 * it is stored, and a page of each. Not thread-safe.
 */
public final class TableRowReader implements Closeable {
  private final String location;
  private final TableDefinition table;
  private final ZstdCodecs codecs = new ZstdCodecs(1);
  private final ParquetFileReader file;
  private final MessageType wanted;

  /** The file's name of each column that is read and that the file has. */
  private final Map<TableColumn, String> names = new HashMap<>();

  private final CellReader[] cells;
  private long rowsLeft;

  private TableRowReader(
      InputFile input, TableDefinition table, Schema schema, Collection<? extends TableColumn> read)
      throws IOException {
    this.location = input.location();
    this.table = requireNonNull(table, "table is null");
    this.cells = new CellReader[table.columns().size()];
    this.file = ParquetFileReader.open(new ParquetInput(input), ReadOptions.of(codecs));
    this.wanted = projection(file.getFileMetaData().getSchema(), schema, read);
    file.setRequestedSchema(wanted);
  }

  /**
   * Opens a file to read all columns.
   *
   * @param table what the rows are to be of
   * @param schema the schema of the Iceberg table that the file is in, for its field ids
   * @throws IOException if the file cannot be read; the message names it
   */
  public static TableRowReader open(InputFile file, TableDefinition table, Schema schema)
      throws IOException {
    return open(file, table, schema, table.columns());
  }

  /** Opens a file to read some columns; the cells of all others are null. */
  public static TableRowReader open(
      InputFile file, TableDefinition table, Schema schema, Collection<? extends TableColumn> read)
      throws IOException {
    try {
      return new TableRowReader(file, table, schema, read);
    } catch (IOException | RuntimeException e) {
      throw unreadable(file.location(), e);
    }
  }

  /** The next row, or null at the end. */
  public TableRow next() throws IOException {
    try {
      while (rowsLeft == 0) {
        if (!nextRowGroup()) {
          return null;
        }
      }

      rowsLeft--;
      Object[] row = new Object[cells.length];

      for (int i = 0; i < cells.length; i++) {
        row[i] = cells[i] == null ? null : cells[i].read();
      }

      return new TableRow(table, row);
    } catch (IOException | RuntimeException e) {
      throw unreadable(location, e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      file.close();
    } finally {
      codecs.release();
    }
  }

  private boolean nextRowGroup() throws IOException {
    PageReadStore rowGroup = file.readNextRowGroup();

    if (rowGroup == null) {
      return false;
    }

    ColumnReadStoreImpl store =
        new ColumnReadStoreImpl(
            rowGroup, new UnusedConverter(), wanted, file.getFileMetaData().getCreatedBy());
    names.forEach(
        (column, name) ->
            cells[column.ordinal()] = CellReader.of(column.type(), name, wanted, store));
    rowsLeft = rowGroup.getRowCount();
    return true;
  }

  private MessageType projection(
      MessageType schema, Schema tableSchema, Collection<? extends TableColumn> read)
      throws IOException {
    Map<Integer, Type> byId = new HashMap<>();

    for (Type field : schema.getFields()) {
      if (field.getId() != null) {
        byId.put(field.getId().intValue(), field);
      }
    }

    List<Type> fields = new ArrayList<>();

    for (TableColumn column : read) {
      Type field = byId.get(tableSchema.findField(column.sqlName()).fieldId());

      if (field != null) {
        names.put(column, field.getName());
        fields.add(field);
      } else if (column.required()) {
        throw new IOException("It has no column %s.".formatted(column.sqlName()));
      }
    }

    return new MessageType(schema.getName(), fields);
  }

  private static IOException unreadable(String location, Exception cause) {
    return new IOException(
        "Cannot read the data file %s: %s".formatted(location, cause.getMessage()), cause);
  }
}
