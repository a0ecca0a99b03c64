package io.guardlake.jobs.source.manifest;

import io.guardlake.jobs.table.ReadOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** A Parquet file of an inventory. Its columns are those of CSV in snake_case. */
final class ParquetEntries implements ManifestEntries {
  private static final String KEY = "key";
  private static final String MODIFIED = "last_modified_date";
  private static final Set<String> READ =
      Set.of("bucket", KEY, "is_latest", "is_delete_marker", "size", MODIFIED, "e_tag");

  private final String uri;
  private final PageCodecs codecs = new PageCodecs();
  private final ParquetFileReader reader;
  private final MessageType schema;
  private final MessageColumnIO columns;
  private RecordReader<Group> rows;
  private long left;

  ParquetEntries(String uri, Path file) throws IOException {
    this.uri = uri;

    try {
      reader = ParquetFileReader.open(new LocalInputFile(file), ReadOptions.of(codecs));
    } catch (RuntimeException e) {
      throw new IOException("The inventory file " + uri + " is no Parquet file.", e);
    }

    List<Type> fields = new ArrayList<>();

    for (Type field : reader.getFileMetaData().getSchema().getFields()) {
      if (READ.contains(field.getName())) {
        fields.add(field);
      }
    }

    schema = new MessageType("inventory", fields);

    if (!schema.containsField(KEY)) {
      close();
      throw new IOException("The inventory file " + uri + " has no column " + KEY + ".");
    }

    reader.setRequestedSchema(schema);
    columns = new ColumnIOFactory().getColumnIO(schema);
  }

  @Override
  public ManifestEntry next() throws IOException {
    try {
      while (true) {
        if (left == 0 && !nextGroup()) {
          return null;
        }

        left--;
        InventoryRow row = row(rows.read());

        if (row.current()) {
          return row.entry();
        }
      }
    } catch (RuntimeException e) {
      throw new IOException("The inventory file " + uri + " cannot be read.", e);
    }
  }

  private boolean nextGroup() throws IOException {
    PageReadStore pages = reader.readNextRowGroup();

    if (pages == null) {
      return false;
    }

    rows = columns.getRecordReader(pages, new GroupRecordConverter(schema));
    left = pages.getRowCount();
    return true;
  }

  private InventoryRow row(Group group) {
    return new InventoryRow(
        has(group, "bucket") ? group.getString("bucket", 0) : null,
        group.getString(KEY, 0),
        (!has(group, "is_latest") || group.getBoolean("is_latest", 0))
            && !(has(group, "is_delete_marker") && group.getBoolean("is_delete_marker", 0)),
        has(group, "size") ? group.getLong("size", 0) : null,
        has(group, MODIFIED) ? millis(group) : null,
        has(group, "e_tag") ? group.getString("e_tag", 0) : null);
  }

  private boolean has(Group group, String column) {
    return schema.containsField(column) && group.getFieldRepetitionCount(column) > 0;
  }

  /** S3 writes milliseconds; another program that copied the file may have written finer ones. */
  private Long millis(Group group) {
    Type type = schema.getType(MODIFIED);
    LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();

    if (type.asPrimitiveType().getPrimitiveTypeName() != PrimitiveTypeName.INT64) {
      return null;
    }

    long time = group.getLong(MODIFIED, 0);
    TimeUnit unit =
        meaning instanceof TimestampLogicalTypeAnnotation timestamp
            ? unit(timestamp)
            : TimeUnit.MILLISECONDS;
    return unit.toMillis(time);
  }

  private static TimeUnit unit(TimestampLogicalTypeAnnotation timestamp) {
    return switch (timestamp.getUnit()) {
      case MILLIS -> TimeUnit.MILLISECONDS;
      case MICROS -> TimeUnit.MICROSECONDS;
      case NANOS -> TimeUnit.NANOSECONDS;
    };
  }

  @Override
  public void close() throws IOException {
    reader.close();
    codecs.release();
  }
}
