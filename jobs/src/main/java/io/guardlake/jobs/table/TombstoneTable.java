package io.guardlake.jobs.table;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.erased.Tombstone;
import io.guardlake.jobs.erased.Tombstones;
import io.guardlake.schemas.erased.ErasedColumn;
import io.guardlake.schemas.erased.ErasedTable;
import io.guardlake.schemas.table.TableRow;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/** The tombstones of an output, in its table {@code erased}. */
public final class TombstoneTable {
  private TombstoneTable() {}

  /** All tombstones; none if the output has no table of them. */
  public static Tombstones read(CatalogSettings settings) throws IOException {
    try (OpenCatalog catalog = Catalogs.open(settings)) {
      return read(catalog);
    }
  }

  /** All tombstones; none if the output has no table of them. */
  public static Tombstones read(OpenCatalog catalog) throws IOException {
    requireNonNull(catalog, "catalog is null");

    if (!catalog.has(ErasedTable.DEFINITION.name())) {
      return Tombstones.none();
    }

    Table table = catalog.table(ErasedTable.DEFINITION.name());
    List<Tombstone> tombstones = new ArrayList<>();

    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        read(table, task.file().location(), tombstones);
      }
    }

    return Tombstones.of(tombstones);
  }

  /** Adds a tombstone, and makes the table if it is missing. */
  public static void add(OpenCatalog catalog, Tombstone tombstone, Instant at, String by)
      throws IOException {
    Table table = Tables.ensure(catalog, ErasedTable.DEFINITION);
    AppendFiles append = table.newAppend();

    try (OpenFiles files =
        new OpenFiles(
            TableTarget.of(ErasedTable.DEFINITION, table),
            table.io(),
            ParquetOptions.defaults(),
            WriterLimits.defaults(),
            file -> append.appendFile(file.dataFile(table.spec())))) {
      files.write(ErasedTable.row(tombstone.kind().code(), tombstone.id(), at, by));
      files.finishAll();
    }

    append.commit();
  }

  private static void read(Table table, String location, List<Tombstone> tombstones)
      throws IOException {
    try (TableRowReader reader =
        TableRowReader.open(
            table.io().newInputFile(location), ErasedTable.DEFINITION, table.schema())) {
      for (TableRow row = reader.next(); row != null; row = reader.next()) {
        tombstones.add(
            new Tombstone(
                Tombstone.Kind.of(row.text(ErasedColumn.KIND)), row.text(ErasedColumn.ID)));
      }
    }
  }
}
