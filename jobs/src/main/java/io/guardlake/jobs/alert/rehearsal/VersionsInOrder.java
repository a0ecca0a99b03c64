package io.guardlake.jobs.alert.rehearsal;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import io.guardlake.jobs.table.CatalogSettings;
import io.guardlake.jobs.table.Catalogs;
import io.guardlake.jobs.table.OpenCatalog;
import io.guardlake.jobs.table.TableRowReader;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.table.TableRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Reads the versions of a findings table in the order in which they were updated. In memory are the
 * rows of one day, without the findings' own JSON.
 */
public final class VersionsInOrder {
  private static final Comparator<TableRow> ORDER =
      comparingLong((TableRow row) -> row.number(FindingColumn.UPDATED_AT))
          .thenComparing(row -> row.text(FindingColumn.ACCOUNT_ID))
          .thenComparing(row -> row.text(FindingColumn.REGION))
          .thenComparing(comparing((TableRow row) -> row.text(FindingColumn.FINDING_ID)))
          .thenComparingLong(row -> row.number(FindingColumn.VERSION_HASH));

  private static final List<FindingColumn> COLUMNS =
      Stream.of(FindingColumn.values())
          .filter(column -> column != FindingColumn.FINDING_JSON)
          .toList();

  private VersionsInOrder() {}

  /** Gives every version to the consumer. */
  public static void read(CatalogSettings catalog, Consumer<TableRow> consumer) throws IOException {
    try (OpenCatalog open = Catalogs.open(catalog)) {
      Table table = open.table(FindingsTable.DEFINITION.name());

      for (List<DataFile> day : days(table).values()) {
        List<TableRow> rows = new ArrayList<>();

        for (DataFile file : day) {
          read(table, file, rows);
        }

        rows.sort(ORDER);
        rows.forEach(consumer);
      }
    }
  }

  private static Map<Integer, List<DataFile>> days(Table table) throws IOException {
    Map<Integer, List<DataFile>> days = new TreeMap<>();
    int day = table.spec().fields().size() - 1;

    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        int number = task.file().partition().get(day, Integer.class);
        days.computeIfAbsent(number, first -> new ArrayList<>()).add(task.file());
      }
    }

    return days;
  }

  private static void read(Table table, DataFile file, List<TableRow> rows) throws IOException {
    try (TableRowReader reader =
        TableRowReader.open(
            table.io().newInputFile(file.location()),
            FindingsTable.DEFINITION,
            table.schema(),
            COLUMNS)) {
      for (TableRow row = reader.next(); row != null; row = reader.next()) {
        rows.add(row);
      }
    }
  }
}
