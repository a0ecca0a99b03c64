package io.guardlake.jobs.alert.fire;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.table.CatalogSettings;
import io.guardlake.jobs.table.Catalogs;
import io.guardlake.jobs.table.OpenCatalog;
import io.guardlake.jobs.table.TableRowReader;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.table.TableRow;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/**
 * The versions in the findings table, as far back as findings are remembered. Of each the few
 * columns are read that a history is made of.
 */
public record VersionsOfTable(CatalogSettings catalog, Duration remember) implements PastVersions {
  private static final long serialVersionUID = 1;

  private static final List<FindingColumn> COLUMNS =
      List.of(
          FindingColumn.ACCOUNT_ID,
          FindingColumn.REGION,
          FindingColumn.FINDING_ID,
          FindingColumn.UPDATED_AT,
          FindingColumn.VERSION_HASH,
          FindingColumn.SEVERITY_SCORE,
          FindingColumn.OCCURRENCES);

  public VersionsOfTable {
    requireNonNull(catalog, "catalog is null");
    requireNonNull(remember, "remember is null");
  }

  @Override
  public void read(Consumer<TableRow> consumer) throws IOException {
    long since = LocalDate.now(ZoneOffset.UTC).minusDays(remember.toDays()).toEpochDay();

    try (OpenCatalog open = Catalogs.openExisting(catalog)) {
      Table table = open.table(FindingsTable.DEFINITION.name());
      int day = table.spec().fields().size() - 1;

      try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
        for (FileScanTask task : tasks) {
          if (task.file().partition().get(day, Integer.class) >= since) {
            read(table, task, consumer);
          }
        }
      }
    }
  }

  private static void read(Table table, FileScanTask task, Consumer<TableRow> consumer)
      throws IOException {
    try (TableRowReader reader =
        TableRowReader.open(
            table.io().newInputFile(task.file().location()),
            FindingsTable.DEFINITION,
            table.schema(),
            COLUMNS)) {
      for (TableRow row = reader.next(); row != null; row = reader.next()) {
        consumer.accept(row);
      }
    }
  }
}
