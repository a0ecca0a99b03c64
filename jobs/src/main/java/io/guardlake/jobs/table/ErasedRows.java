package io.guardlake.jobs.table;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.erased.Tombstones;
import io.guardlake.schemas.drift.DriftColumn;
import io.guardlake.schemas.drift.DriftTable;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.quarantine.QuarantineColumn;
import io.guardlake.schemas.quarantine.QuarantineTable;
import io.guardlake.schemas.table.TableColumn;
import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.table.TableRow;
import io.guardlake.schemas.views.LatestSnapshotTable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
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
   * @param definition the table's, which is one that {@link Tombstones#cover} knows
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
   * @param sources told the source_uri of each of them that has one
   */
  public long countIn(DataFile file, Consumer<String> sources) throws IOException {
    if (tombstones.isEmpty() || (bounds != null && !bounds.eval(file))) {
      return 0;
    }

    AtomicLong count = new AtomicLong();

    if (hasOwners()) {
      FlatColumns.read(
          table.io().newInputFile(file.location()),
          OWNERS,
          cells -> {
            if (tombstones.coverFinding((String) cells[0], (String) cells[1])) {
              count.incrementAndGet();
              sources.accept((String) cells[2]);
            }
          });
      return count.get();
    }

    Optional<TableColumn> source = source();
    read(
        file.location(),
        row -> {
          if (tombstones.cover(row)) {
            count.incrementAndGet();
            source.map(row::text).ifPresent(sources);
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
    return RewrittenFile.write(table, definition, location, options, row -> !tombstones.cover(row));
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

  /** The column that says which object of the export a row came from, if there is one. */
  private Optional<TableColumn> source() {
    if (definition.equals(QuarantineTable.DEFINITION)) {
      return Optional.of(QuarantineColumn.SOURCE_URI);
    }

    return definition.equals(DriftTable.DEFINITION)
        ? Optional.of(DriftColumn.SOURCE_URI)
        : Optional.empty();
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
