package io.guardlake.jobs.compact;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.dedup.TableRowSerializer;
import io.guardlake.jobs.erased.Tombstones;
import io.guardlake.jobs.table.CommittableFile;
import io.guardlake.jobs.table.OpenFiles;
import io.guardlake.jobs.table.TableRowReader;
import io.guardlake.jobs.table.TableTarget;
import io.guardlake.jobs.table.WriterLimits;
import io.guardlake.schemas.table.TableRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;

/**
 * Writes the rows of some files of one partition, sorted, into as few new files as hold them. The
 * files are complete when this returns, and no snapshot lists them.
 */
final class GroupMerge {
  private static final RecordFormat<TableRow> ROWS =
      new RecordFormat<>() {
        @Override
        public void write(TableRow row, DataOutputView out) throws IOException {
          TableRowSerializer.INSTANCE.serialize(row, out);
        }

        @Override
        public TableRow read(DataInputView in) throws IOException {
          return TableRowSerializer.INSTANCE.deserialize(in);
        }
      };

  private final SortedTable sorted;
  private final Table table;
  private final SortOrder order;
  private final CompactSettings settings;
  private final Tombstones tombstones;
  private long erased;

  /**
   * @param order the table's sort order, which is that of the rows
   * @param tombstones rows that belong to these are left out
   */
  GroupMerge(
      SortedTable sorted,
      Table table,
      SortOrder order,
      CompactSettings settings,
      Tombstones tombstones) {
    this.sorted = requireNonNull(sorted, "sorted is null");
    this.table = requireNonNull(table, "table is null");
    this.order = requireNonNull(order, "order is null");
    this.settings = requireNonNull(settings, "settings is null");
    this.tombstones = requireNonNull(tombstones, "tombstones is null");
  }

  /**
   * @throws IOException if a file cannot be read or written, or if not exactly the rows that the
   *     table says the files have were read and written; what was written is deleted then
   */
  List<DataFile> merge(List<DataFile> files) throws IOException {
    List<DataFile> merged = new ArrayList<>();
    erased = 0;

    try (ExternalSort<TableRow> sort =
        new ExternalSort<>(ROWS, sorted.order(), RowWeight::of, settings.sortMemory())) {
      for (DataFile file : files) {
        read(file, sort);
      }

      write(sort.sorted(), merged);
      checkRows(files, merged);
      return merged;
    } catch (IOException | RuntimeException e) {
      merged.forEach(file -> table.io().deleteFile(file.location()));
      throw e;
    }
  }

  private void read(DataFile file, ExternalSort<TableRow> sort) throws IOException {
    try (TableRowReader reader =
        TableRowReader.open(
            table.io().newInputFile(file.location(), file.fileSizeInBytes()),
            sorted.definition(),
            table.schema())) {
      for (TableRow row = reader.next(); row != null; row = reader.next()) {
        if (tombstones.cover(row)) {
          erased++;
        } else {
          sort.add(row);
        }
      }
    }
  }

  private void write(Records<TableRow> rows, List<DataFile> merged) throws IOException {
    try (OpenFiles open =
        new OpenFiles(
            TableTarget.of(sorted.definition(), table),
            table.io(),
            settings.options(),
            WriterLimits.defaults(),
            file -> merged.add(inOrder(file)))) {
      for (TableRow row = rows.next(); row != null; row = rows.next()) {
        open.write(row);
      }

      open.finishAll();
    }
  }

  private DataFile inOrder(CommittableFile file) {
    return DataFiles.builder(table.spec())
        .copy(file.dataFile(table.spec()))
        .withSortOrder(order)
        .build();
  }

  private void checkRows(List<DataFile> files, List<DataFile> merged) throws IOException {
    long before = files.stream().mapToLong(DataFile::recordCount).sum();
    long after = erased + merged.stream().mapToLong(DataFile::recordCount).sum();

    if (before != after) {
      throw new IOException(
          ("%d rows were read from %d files of the table %s that should have %d; the first is %s."
                  + " Nothing was replaced.")
              .formatted(after, files.size(), table.name(), before, files.get(0).location()));
    }
  }
}
