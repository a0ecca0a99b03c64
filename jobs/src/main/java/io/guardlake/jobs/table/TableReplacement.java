package io.guardlake.jobs.table;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.erased.Tombstones;
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
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expressions;

/** Replaces the rows of a small table that is always written whole. */
public final class TableReplacement {
  /** How long a reader may take that began before the rows were replaced. */
  private static final Duration READERS = Duration.ofDays(7);

  private TableReplacement() {}

  /**
   * Replaces all rows by others, in one commit: a reader sees all of the old or all of the new. The
   * table is made if it is missing. Rows of what was erased from the output are left out.
   *
   * @param rows in the order they are to lie in; may be empty
   * @return how many are in the table now
   * @throws IOException if they could not be written; the table is as it was then
   */
  public static int replace(OpenCatalog catalog, TableDefinition definition, List<TableRow> rows)
      throws IOException {
    requireNonNull(catalog, "catalog is null");
    Tombstones tombstones = TombstoneTable.read(catalog);
    List<TableRow> kept = rows.stream().filter(row -> !tombstones.cover(row)).toList();
    Table table = Tables.ensure(catalog, definition);
    OverwriteFiles replace = table.newOverwrite().overwriteByRowFilter(Expressions.alwaysTrue());
    replace.validateWith(EraseFence.notAbove(table, tombstones.count()));
    write(table, definition, kept).forEach(replace::addFile);
    commit(definition, replace);
    table.refresh();
    table
        .expireSnapshots()
        .expireOlderThan(Instant.now().minus(READERS).toEpochMilli())
        .retainLast(1)
        .commit();
    return kept.size();
  }

  private static void commit(TableDefinition definition, OverwriteFiles replace)
      throws IOException {
    try {
      replace.commit();
    } catch (ValidationException e) {
      throw new IOException(
          "The table %s was not replaced, because an erasure began meanwhile; run it again."
              .formatted(definition.name()),
          e);
    }
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
