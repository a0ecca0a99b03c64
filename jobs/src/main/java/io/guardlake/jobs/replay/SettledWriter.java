package io.guardlake.jobs.replay;

import io.guardlake.jobs.table.CatalogSettings;
import io.guardlake.jobs.table.Catalogs;
import io.guardlake.jobs.table.OpenCatalog;
import io.guardlake.jobs.table.OpenFiles;
import io.guardlake.jobs.table.ParquetOptions;
import io.guardlake.jobs.table.TableTarget;
import io.guardlake.jobs.table.Tables;
import io.guardlake.jobs.table.WriterLimits;
import io.guardlake.schemas.quarantine.SettledTable;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.Table;

/** Appends to the table quarantine_settled. */
final class SettledWriter {
  private SettledWriter() {}

  /**
   * Appends a row for each id, in one commit. A commit of which nobody knows whether it was made
   * may be made again: of several rows of an id the newest counts, and they say the same.
   *
   * @throws IOException if it is not known to be in the table; the same replay records it then
   */
  static void append(CatalogSettings settings, Map<String, Settlement> settlements, Instant now)
      throws IOException {
    if (settlements.isEmpty()) {
      return;
    }

    try (OpenCatalog catalog = Catalogs.openExisting(settings)) {
      Table table = Tables.ensure(catalog, SettledTable.DEFINITION);
      AppendFiles append = table.newAppend();

      try (OpenFiles files =
          new OpenFiles(
              TableTarget.of(SettledTable.DEFINITION, table),
              table.io(),
              ParquetOptions.defaults(),
              WriterLimits.defaults(),
              file -> append.appendFile(file.dataFile(table.spec())))) {
        for (Map.Entry<String, Settlement> settled : settlements.entrySet()) {
          Settlement settlement = settled.getValue();
          files.write(
              SettledTable.row(settled.getKey(), settlement.outcome(), settlement.detail(), now));
        }

        files.finishAll();
      }

      append.commit();
    } catch (RuntimeException e) {
      throw new IOException(
          ("What was replayed is in the tables, but that it was could not be recorded in"
                  + " quarantine_settled of %s (%s). Replay again: nothing is written twice.")
              .formatted(settings.warehouse(), e.getMessage()),
          e);
    }
  }
}
