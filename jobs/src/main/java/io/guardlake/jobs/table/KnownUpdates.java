package io.guardlake.jobs.table;

import io.guardlake.jobs.table.TableIdentities.UpdatedRange;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.table.TableColumn;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Which states of which findings an output has, by what GuardDuty itself tells states apart by: the
 * time of the update. Two sources that write the same state differently, as the export and the API
 * do, are known by it for the same.
 */
public final class KnownUpdates {
  private static final List<TableColumn> COLUMNS =
      List.of(
          FindingColumn.ACCOUNT_ID,
          FindingColumn.REGION,
          FindingColumn.FINDING_ID,
          FindingColumn.UPDATED_AT);

  private final Set<Update> updates = new HashSet<>();

  private KnownUpdates() {}

  private record Update(String account, String region, String finding, long updatedAt) {}

  /**
   * Reads an output; one without a table has none.
   *
   * @param range of updated_at; more than it may be read
   * @throws IOException if the table cannot be read
   */
  public static KnownUpdates in(CatalogSettings settings, UpdatedRange range) throws IOException {
    KnownUpdates known = new KnownUpdates();

    try (OpenCatalog catalog = Catalogs.open(settings)) {
      if (!catalog.has(FindingsTable.DEFINITION.name())) {
        return known;
      }

      Table table = catalog.table(FindingsTable.DEFINITION.name());

      try (CloseableIterable<FileScanTask> tasks =
          table.newScan().filter(range.on(FindingColumn.UPDATED_AT)).planFiles()) {
        for (FileScanTask task : tasks) {
          FlatColumns.read(table.io().newInputFile(task.file().location()), COLUMNS, known::add);
        }
      }
    }

    return known;
  }

  private void add(Object[] cells) {
    updates.add(
        new Update((String) cells[0], (String) cells[1], (String) cells[2], (Long) cells[3]));
  }

  /**
   * Whether the output has that state.
   *
   * @param updatedAt microseconds since the epoch
   */
  public boolean has(String account, String region, String finding, long updatedAt) {
    return updates.contains(new Update(account, region, finding, updatedAt));
  }
}
