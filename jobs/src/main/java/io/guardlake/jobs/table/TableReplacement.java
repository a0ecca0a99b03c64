package io.guardlake.jobs.table;

import static java.util.Objects.requireNonNull;

import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.table.TableRow;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;

/** Replaces the rows of a small table that is always written whole. */
public final class TableReplacement {
  /** How long a reader may take that began before the rows were replaced. */
  private static final Duration READERS = Duration.ofDays(7);

  private TableReplacement() {}

  /**
   * Replaces all rows by others, in one commit: a reader sees all of the old or all of the new. The
   * table is made if it is missing.
   *
   * @param rows in the order they are to lie in; may be empty
   * @throws IOException if they could not be written; the table is as it was then
   */
  public static void replace(OpenCatalog catalog, TableDefinition definition, List<TableRow> rows)
      throws IOException {
    requireNonNull(catalog, "catalog is null");
    Table table = Tables.ensure(catalog, definition);
    OverwriteFiles replace = table.newOverwrite().overwriteByRowFilter(Expressions.alwaysTrue());
    write(table, definition, rows).forEach(replace::addFile);
    replace.commit();
    table.refresh();
    table
        .expireSnapshots()
        .expireOlderThan(Instant.now().minus(READERS).toEpochMilli())
        .retainLast(1)
        .commit();
  }

  private static List<DataFile> write(Table table, TableDefinition definition, List<TableRow> rows)
      throws IOException {
    List<DataFile> written = new ArrayList<>();
    PartitionSpec spec = table.spec();

    try (OpenFiles open =
        new OpenFiles(
            TableTarget.of(definition, table),
            table.io(),
            ParquetOptions.defaults(),
            WriterLimits.defaults(),
            file -> written.add(file.dataFile(spec)))) {
      for (TableRow row : rows) {
        open.write(row);
      }

      open.finishAll();
    }

    return written;
  }
}
