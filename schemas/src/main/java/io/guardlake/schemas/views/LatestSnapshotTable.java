package io.guardlake.schemas.views;

import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.table.ColumnLayout;
import io.guardlake.schemas.table.ColumnType;
import io.guardlake.schemas.table.TableColumn;
import io.guardlake.schemas.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * The table {@code findings_latest_snapshot}: the rows of the view {@code findings_latest} as they
 * were at one moment, each with that moment.
 */
public final class LatestSnapshotTable {
  /** What the table holds, for the reference documentation. */
  public static final String MEANING =
      """
      The rows that findings_latest had at one moment, as a table: the same columns, and the moment.
      Compact writes it anew. It costs a reader one row a finding instead of all versions.""";

  public static final TableColumn VERSION_COUNT = added(0, 990, ColumnLayout.DISTINCT);
  public static final TableColumn MAX_SEVERITY_SCORE = added(1, 991, ColumnLayout.DISTINCT);
  public static final TableColumn SEVERITY_CHANGED_AT = added(2, 992, ColumnLayout.DISTINCT);

  public static final TableColumn AS_OF =
      new AddedTableColumn(
          FindingColumn.values().length + LatestView.ADDED_COLUMNS.size(),
          993,
          "as_of",
          ColumnType.TIMESTAMP,
          ColumnLayout.REPEATED,
          "The moment that the table shows: when the last change to findings that it knows of was"
              + " committed.");

  public static final TableDefinition DEFINITION =
      new TableDefinition("findings_latest_snapshot", columns(), FindingColumn.SEVERITY, null);

  private LatestSnapshotTable() {}

  /**
   * A column behind those of findings. Its field id is out of the way of columns that findings may
   * get; in a table, Iceberg numbers the fields anew.
   */
  private record AddedTableColumn(
      int ordinal,
      int fieldId,
      String sqlName,
      ColumnType type,
      ColumnLayout layout,
      String meaning)
      implements TableColumn {

    @Override
    public boolean required() {
      return true;
    }

    @Override
    public List<String> sources() {
      return List.of();
    }
  }

  private static TableColumn added(int index, int fieldId, ColumnLayout layout) {
    LatestView.AddedColumn column = LatestView.ADDED_COLUMNS.get(index);
    return new AddedTableColumn(
        FindingColumn.values().length + index,
        fieldId,
        column.sqlName(),
        column.type(),
        layout,
        column.meaning());
  }

  private static List<TableColumn> columns() {
    List<TableColumn> columns = new ArrayList<>(List.of(FindingColumn.values()));
    columns.add(VERSION_COUNT);
    columns.add(MAX_SEVERITY_SCORE);
    columns.add(SEVERITY_CHANGED_AT);
    columns.add(AS_OF);
    return columns;
  }
}
