package io.guardlake.jobs.compact;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.compact.CompactSummary.Size;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/**
 * The files of one snapshot of a table, by location.
 *
 * @param snapshot the snapshot, or null for a table that never got one
 */
public record LiveFiles(Snapshot snapshot, Map<String, DataFile> files) {
  public LiveFiles {
    requireNonNull(files, "files is null");
  }

  /**
   * The files of the current snapshot.
   *
   * @throws IOException if the table has delete files, which would be lost by a rewrite
   */
  public static LiveFiles of(Table table) throws IOException {
    Snapshot snapshot = table.currentSnapshot();
    Map<String, DataFile> files = new LinkedHashMap<>();

    if (snapshot == null) {
      return new LiveFiles(null, files);
    }

    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().useSnapshot(snapshot.snapshotId()).planFiles()) {
      for (FileScanTask task : tasks) {
        if (!task.deletes().isEmpty()) {
          throw new IOException(
              ("The table %s has delete files, which Guardlake never writes; rewrite it without"
                      + " them before it is compacted.")
                  .formatted(table.name()));
        }

        files.put(task.file().location(), task.file());
      }
    }

    return new LiveFiles(snapshot, files);
  }

  public Size size() {
    return new Size(
        files.size(), files.values().stream().mapToLong(DataFile::fileSizeInBytes).sum());
  }

  /**
   * The files as planning sees them.
   *
   * @param sorted whether files with the table's sort order are sorted as they should be
   */
  List<LiveFile> planned(Table table, boolean sorted) {
    PartitionSpec spec = table.spec();
    int day = spec.fields().size() - 1;
    Integer order = table.sortOrder().orderId();

    return files.values().stream()
        .filter(file -> file.specId() == spec.specId())
        .map(
            file ->
                new LiveFile(
                    file.location(),
                    spec.partitionToPath(file.partition()),
                    LocalDate.ofEpochDay(file.partition().get(day, Integer.class)),
                    file.fileSizeInBytes(),
                    sorted && order.equals(file.sortOrderId()),
                    file.fileSequenceNumber()))
        .toList();
  }

  List<DataFile> at(Collection<LiveFile> planned) {
    return planned.stream().map(file -> files.get(file.location())).toList();
  }
}
