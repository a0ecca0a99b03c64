package io.guardlake.jobs.table;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.erased.Tombstones;
import io.guardlake.schemas.drift.DriftColumn;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.quarantine.QuarantineColumn;
import io.guardlake.schemas.quarantine.QuarantineTable;
import io.guardlake.schemas.table.TableColumn;
import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.table.TableRow;
import io.guardlake.schemas.views.LatestSnapshotTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.expressions.InclusiveMetricsEvaluator;

/**
 * The rows of a table's files that belong to what was erased. Files whose bounds tell that they
 * have none are not read; of findings, only the columns that tell are.
 */
public final class ErasedRows {
  private static final List<TableColumn> OWNERS =
      List.of(FindingColumn.ACCOUNT_ID, FindingColumn.FINDING_ID, FindingColumn.SOURCE_URI);

  private final TableDefinition definition;
  private final Table table;
  private final Tombstones tombstones;
  private final InclusiveMetricsEvaluator bounds;

  /**
   * @param definition the table's, of findings, findings_latest_snapshot, quarantine or drift
   */
  public ErasedRows(TableDefinition definition, Table table, Tombstones tombstones) {
    this.definition = requireNonNull(definition, "definition is null");
    this.table = requireNonNull(table, "table is null");
    this.tombstones = requireNonNull(tombstones, "tombstones is null");
    this.bounds =
        hasOwners() && !tombstones.isEmpty()
            ? new InclusiveMetricsEvaluator(table.schema(), owned(tombstones))
            : null;
  }

  /**
   * How many rows of a file belong to what was erased.
   *
   * @param sources told the source_uri of each of them
   */
  public long countIn(DataFile file, Consumer<String> sources) throws IOException {
    if (tombstones.isEmpty() || (bounds != null && !bounds.eval(file))) {
      return 0;
    }

    AtomicLong count = new AtomicLong();
    Consumer<String> found =
        source -> {
          count.incrementAndGet();
          sources.accept(source);
        };

    if (hasOwners()) {
      FlatColumns.read(
          table.io().newInputFile(file.location()),
          OWNERS,
          cells -> {
            if (tombstones.coverFinding((String) cells[0], (String) cells[1])) {
              found.accept((String) cells[2]);
            }
          });
      return count.get();
    }

    TableColumn source =
        definition.equals(QuarantineTable.DEFINITION)
            ? QuarantineColumn.SOURCE_URI
            : DriftColumn.SOURCE_URI;
    read(
        file.location(),
        row -> {
          if (tombstones.cover(row)) {
            found.accept(row.text(source));
          }
        });
    return count.get();
  }

  /**
   * Writes the other rows of a file into new ones, in the order they are in.
   *
   * @return files that no snapshot lists yet; deleted again if this fails
   */
  public List<CommittableFile> writeOthers(String location, ParquetOptions options)
      throws IOException {
    List<CommittableFile> written = new ArrayList<>();

    try (OpenFiles open =
        new OpenFiles(
            TableTarget.of(definition, table),
            table.io(),
            options,
            WriterLimits.defaults(),
            written::add)) {
      try (TableRowReader reader = reader(location)) {
        for (TableRow row = reader.next(); row != null; row = reader.next()) {
          if (!tombstones.cover(row)) {
            open.write(row);
          }
        }
      }

      open.finishAll();
      return written;
    } catch (IOException | RuntimeException e) {
      written.forEach(file -> table.io().deleteFile(file.file().location()));
      throw e;
    }
  }

  private void read(String location, Consumer<TableRow> consumer) throws IOException {
    try (TableRowReader reader = reader(location)) {
      for (TableRow row = reader.next(); row != null; row = reader.next()) {
        consumer.accept(row);
      }
    }
  }

  private TableRowReader reader(String location) throws IOException {
    return TableRowReader.open(table.io().newInputFile(location), definition, table.schema());
  }

  private boolean hasOwners() {
    return definition.equals(FindingsTable.DEFINITION)
        || definition.equals(LatestSnapshotTable.DEFINITION);
  }

  private static Expression owned(Tombstones tombstones) {
    return Expressions.or(
        oneOf(FindingColumn.ACCOUNT_ID, tombstones.accounts()),
        oneOf(FindingColumn.FINDING_ID, tombstones.findings()));
  }

  private static Expression oneOf(TableColumn column, java.util.Set<String> ids) {
    return ids.isEmpty()
        ? Expressions.alwaysFalse()
        : Expressions.in(column.sqlName(), ids.toArray(String[]::new));
  }
}
