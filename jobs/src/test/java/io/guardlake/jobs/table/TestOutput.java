package io.guardlake.jobs.table;

import io.guardlake.jobs.erased.Tombstones;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.table.TableRow;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/** An output in a directory with an empty findings table, and what a test wants to know of it. */
final class TestOutput implements Closeable {
  private final CatalogSettings settings;
  private final OpenCatalog catalog;
  private final Table table;
  private final TableTarget target;

  TestOutput(Path directory) {
    settings = CatalogSettings.parse(null, directory.toUri().toString(), "guardlake");
    catalog = Catalogs.open(settings);
    table = Tables.ensure(catalog, FindingsTable.DEFINITION);
    target = TableTarget.of(FindingsTable.DEFINITION, table);
  }

  CatalogSettings settings() {
    return settings;
  }

  OpenCatalog catalog() {
    return catalog;
  }

  TableTarget target() {
    return target;
  }

  Table table() {
    table.refresh();
    return table;
  }

  /** Complete files with these rows, which no snapshot lists. */
  List<CommittableFile> files(List<TableRow> rows) throws IOException {
    List<CommittableFile> files = new ArrayList<>();

    try (OpenFiles open =
        new OpenFiles(
            target,
            new FlinkFileIO(),
            ParquetOptions.defaults(),
            WriterLimits.defaults(),
            files::add)) {
      for (TableRow row : rows) {
        open.write(row);
      }

      open.finishAll();
    }

    return files;
  }

  /** One complete file with one row. */
  CommittableFile file(SampleRows samples) throws IOException {
    return files(List.of(samples.next("HIGH", SampleRows.DAY_ZERO))).get(0);
  }

  /** Where the files lie that the current snapshot lists, sorted. */
  List<String> liveFiles() throws IOException {
    List<String> locations = new ArrayList<>();

    try (CloseableIterable<FileScanTask> tasks = table().newScan().planFiles()) {
      tasks.forEach(task -> locations.add(task.file().location()));
    }

    return locations.stream().sorted().toList();
  }

  /** The finding ids in the files that the current snapshot lists, sorted. */
  List<String> findingIds() throws IOException {
    List<String> ids = new ArrayList<>();

    for (String location : liveFiles()) {
      FlatColumns.read(
          new FlinkFileIO().newInputFile(location),
          List.of(FindingColumn.FINDING_ID),
          cells -> ids.add((String) cells[0]));
    }

    return ids.stream().sorted().toList();
  }

  int snapshots() {
    List<Snapshot> all = new ArrayList<>();
    table().snapshots().forEach(all::add);
    return all.size();
  }

  /** For a committer to an output that nothing was erased from. */
  static ErasedFiles nothingErased(org.apache.iceberg.Table table) {
    return new ErasedFiles(Tombstones::none, table, FindingsTable.DEFINITION);
  }

  @Override
  public void close() throws IOException {
    catalog.close();
  }
}
