package io.guardlake.jobs.replay;

import io.guardlake.jobs.table.CatalogSettings;
import io.guardlake.jobs.table.Catalogs;
import io.guardlake.jobs.table.OpenCatalog;
import io.guardlake.jobs.table.TableRowReader;
import io.guardlake.schemas.quarantine.QuarantineColumn;
import io.guardlake.schemas.quarantine.QuarantineTable;
import io.guardlake.schemas.quarantine.SettledColumn;
import io.guardlake.schemas.quarantine.SettledOutcome;
import io.guardlake.schemas.quarantine.SettledTable;
import io.guardlake.schemas.table.TableColumn;
import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.table.TableRow;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/** Reads the tables quarantine and quarantine_settled, as they are when it is asked. */
final class QuarantineScan {
  private static final List<QuarantineColumn> ALL_BUT_BYTES =
      List.of(
          QuarantineColumn.QUARANTINE_ID,
          QuarantineColumn.REASON,
          QuarantineColumn.SOURCE_URI,
          QuarantineColumn.ETAG,
          QuarantineColumn.SOURCE_LINE,
          QuarantineColumn.BYTES_TRUNCATED,
          QuarantineColumn.QUARANTINED_AT,
          QuarantineColumn.EXPORTED_AT);

  private final CatalogSettings settings;

  QuarantineScan(CatalogSettings settings) {
    this.settings = settings;
  }

  /** Takes a row; may keep it. */
  interface RowConsumer {
    void accept(TableRow row) throws IOException;
  }

  /** All rows, each id once, with what the last replay made of them. */
  List<QuarantinedRow> rows() throws IOException {
    Map<String, Settlement> last = settlements();
    List<QuarantinedRow> rows = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    read(
        QuarantineTable.DEFINITION,
        ALL_BUT_BYTES,
        row -> {
          String id = row.text(QuarantineColumn.QUARANTINE_ID);

          if (ids.add(id)) {
            rows.add(row(row, last.get(id)));
          }
        });
    return rows;
  }

  /** Gives the kept bytes of all rows to the consumer, beside id, object and line. */
  void readBytes(RowConsumer consumer) throws IOException {
    read(
        QuarantineTable.DEFINITION,
        List.of(
            QuarantineColumn.QUARANTINE_ID,
            QuarantineColumn.SOURCE_URI,
            QuarantineColumn.ETAG,
            QuarantineColumn.SOURCE_LINE,
            QuarantineColumn.BYTES,
            QuarantineColumn.BYTES_TRUNCATED,
            QuarantineColumn.QUARANTINED_AT,
            QuarantineColumn.REASON),
        consumer);
  }

  private Map<String, Settlement> settlements() throws IOException {
    Map<String, Settlement> last = new HashMap<>();
    Map<String, Long> times = new HashMap<>();
    read(
        SettledTable.DEFINITION,
        SettledTable.DEFINITION.columns(),
        row -> {
          String id = row.text(SettledColumn.QUARANTINE_ID);
          long time = row.number(SettledColumn.SETTLED_AT);
          Optional<SettledOutcome> outcome = SettledOutcome.of(row.text(SettledColumn.OUTCOME));

          if (outcome.isPresent() && time >= times.getOrDefault(id, Long.MIN_VALUE)) {
            times.put(id, time);
            last.put(id, new Settlement(outcome.get(), row.text(SettledColumn.DETAIL)));
          }
        });
    return last;
  }

  private void read(
      TableDefinition definition, Collection<? extends TableColumn> columns, RowConsumer consumer)
      throws IOException {
    try (OpenCatalog catalog = Catalogs.openExisting(settings)) {
      if (!catalog.has(definition.name())) {
        return;
      }

      Table table = catalog.table(definition.name());
      List<? extends TableColumn> there =
          columns.stream()
              .filter(column -> table.schema().findField(column.sqlName()) != null)
              .toList();

      try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
        for (FileScanTask task : tasks) {
          read(table, task.file().location(), definition, there, consumer);
        }
      }
    }
  }

  private static void read(
      Table table,
      String location,
      TableDefinition definition,
      Collection<? extends TableColumn> columns,
      RowConsumer consumer)
      throws IOException {
    try (TableRowReader reader =
        TableRowReader.open(
            table.io().newInputFile(location), definition, table.schema(), columns)) {
      for (TableRow row = reader.next(); row != null; row = reader.next()) {
        consumer.accept(row);
      }
    }
  }

  private static QuarantinedRow row(TableRow row, Settlement last) {
    String etag = row.text(QuarantineColumn.ETAG);
    return new QuarantinedRow(
        row.text(QuarantineColumn.QUARANTINE_ID),
        row.text(QuarantineColumn.REASON),
        row.text(QuarantineColumn.SOURCE_URI),
        etag == null ? "" : etag,
        (Integer) row.cell(QuarantineColumn.SOURCE_LINE),
        (Boolean) row.cell(QuarantineColumn.BYTES_TRUNCATED),
        time(row.number(QuarantineColumn.QUARANTINED_AT)),
        row.cell(QuarantineColumn.EXPORTED_AT) == null
            ? null
            : time(row.number(QuarantineColumn.EXPORTED_AT)),
        last);
  }

  private static Instant time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
