package io.guardlake.jobs.compact;

import static java.util.Objects.requireNonNull;

import io.guardlake.schemas.alert.DeadLetterColumn;
import io.guardlake.schemas.alert.DeadLetterTable;
import io.guardlake.schemas.drift.DriftColumn;
import io.guardlake.schemas.drift.DriftTable;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.quarantine.QuarantineColumn;
import io.guardlake.schemas.quarantine.QuarantineTable;
import io.guardlake.schemas.quarantine.SettledColumn;
import io.guardlake.schemas.quarantine.SettledTable;
import io.guardlake.schemas.table.TableColumn;
import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.table.TableRow;
import java.util.Comparator;
import java.util.List;
import org.apache.iceberg.NullOrder;
import org.apache.iceberg.ReplaceSortOrder;
import org.apache.iceberg.SortField;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Comparators;

/**
 * A table that is compacted, and what its files are sorted by. Findings: the versions of a finding
 * lie side by side, where their lines compress best and one page answers for one finding, within
 * those of its account and region, which is what most questions are limited to.
 *
 * @param definition the table
 * @param columns what its files are sorted by, nulls first
 */
record SortedTable(TableDefinition definition, List<? extends TableColumn> columns) {
  static final SortedTable FINDINGS =
      new SortedTable(
          FindingsTable.DEFINITION,
          List.of(
              FindingColumn.ACCOUNT_ID,
              FindingColumn.REGION,
              FindingColumn.FINDING_ID,
              FindingColumn.UPDATED_AT,
              FindingColumn.VERSION_HASH));

  static final SortedTable QUARANTINE =
      new SortedTable(
          QuarantineTable.DEFINITION,
          List.of(
              QuarantineColumn.REASON, QuarantineColumn.SOURCE_URI, QuarantineColumn.SOURCE_LINE));

  static final SortedTable SETTLED =
      new SortedTable(
          SettledTable.DEFINITION, List.of(SettledColumn.QUARANTINE_ID, SettledColumn.SETTLED_AT));

  static final SortedTable DEAD_LETTERS =
      new SortedTable(
          DeadLetterTable.DEFINITION,
          List.of(DeadLetterColumn.SINK, DeadLetterColumn.GIVEN_UP_AT, DeadLetterColumn.ALERT_ID));

  static final SortedTable DRIFT =
      new SortedTable(
          DriftTable.DEFINITION,
          List.of(DriftColumn.KIND, DriftColumn.PATH, DriftColumn.RECORDED_AT));

  SortedTable {
    requireNonNull(definition, "definition is null");
    columns = List.copyOf(columns);
  }

  String name() {
    return definition.name();
  }

  /** Orders rows; texts by their code points, as Parquet's and Iceberg's bounds do. */
  Comparator<TableRow> order() {
    return columns.stream()
        .map(SortedTable::orderBy)
        .reduce(Comparator::thenComparing)
        .orElseThrow();
  }

  /**
   * The table's own sort order, set to this one where it is another. A file that carries its id was
   * written by a compaction: that is how a day that is done is told from one that is not.
   */
  SortOrder register(Table table) {
    if (!isOrderOf(table)) {
      ReplaceSortOrder replace = table.replaceSortOrder();
      columns.forEach(column -> replace.asc(column.sqlName(), NullOrder.NULLS_FIRST));
      replace.commit();
      table.refresh();
    }

    return table.sortOrder();
  }

  /** Whether files with the table's sort order are sorted by these columns. */
  boolean isOrderOf(Table table) {
    List<Integer> wanted =
        columns.stream()
            .map(column -> table.schema().findField(column.sqlName()).fieldId())
            .toList();
    return wanted.equals(table.sortOrder().fields().stream().map(SortField::sourceId).toList());
  }

  private static Comparator<TableRow> orderBy(TableColumn column) {
    return Comparator.comparing(
        row -> row.cell(column), Comparator.nullsFirst(SortedTable::compareCells));
  }

  private static int compareCells(Object a, Object b) {
    if (a instanceof String text) {
      return Comparators.charSequences().compare(text, (String) b);
    }

    if (a instanceof Long number) {
      return number.compareTo((Long) b);
    }

    return ((Integer) a).compareTo((Integer) b);
  }
}
