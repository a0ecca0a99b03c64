package io.guardlake.schemas.views;

import static java.util.Objects.requireNonNull;

import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.table.ColumnType;
import io.guardlake.schemas.table.TableColumn;
import java.util.List;

/**
 * The view {@code findings_latest}: the latest version of each finding. The SQL uses only what
 * Trino (and so Athena) and DuckDB both have.
 */
public final class LatestView {
  public static final String NAME = "findings_latest";

  /** What the view shows, for the reference documentation. */
  public static final String MEANING =
      """
      One row for each finding: its latest version, which is the one with the greatest (updated_at,
      occurrences with null lowest, version_hash), with all columns of findings and these:""";

  /** The columns that the view has after those of findings. */
  public static final List<AddedColumn> ADDED_COLUMNS =
      List.of(
          new AddedColumn(
              "version_count", ColumnType.BIGINT, "How many versions of the finding there are."),
          new AddedColumn(
              "max_severity_score",
              ColumnType.DOUBLE,
              "The highest severity that a version of the finding has had."),
          new AddedColumn(
              "severity_changed_at",
              ColumnType.TIMESTAMP,
              "The updated_at of the version since which the band has been what it is now; of the"
                  + " first version if it never changed."));

  private static final String FINDING = "account_id, region, finding_id";

  // All three columns, so that the order does not depend on how rows are read.
  private static final String NEWEST_FIRST =
      "updated_at DESC, occurrences DESC NULLS LAST, version_hash DESC";

  private static final String OLDEST_FIRST =
      "updated_at ASC, occurrences ASC NULLS FIRST, version_hash ASC";

  private LatestView() {}

  /** A column of the view that findings does not have. */
  public record AddedColumn(String sqlName, ColumnType type, String meaning) {
    public AddedColumn {
      requireNonNull(sqlName, "sqlName is null");
      requireNonNull(type, "type is null");
      requireNonNull(meaning, "meaning is null");
    }
  }

  /**
   * The view's SELECT.
   *
   * @param findings the findings table as the query engine names it, quoted where it must be
   */
  public static String select(String findings) {
    requireNonNull(findings, "findings is null");
    String columns =
        String.join(
            ",\n  ",
            FindingsTable.DEFINITION.columns().stream().map(TableColumn::sqlName).toList());

    // A version begins a run when the band before it was another; the latest run's beginning is
    // when
    // the band last changed. The first version has no band before it and always begins a run.
    return """
        SELECT
          %1$s,
          version_count,
          max_severity_score,
          severity_changed_at
        FROM (
          SELECT
            banded.*,
            row_number() OVER (PARTITION BY %2$s ORDER BY %3$s) AS newest,
            count(*) OVER (PARTITION BY %2$s) AS version_count,
            max(severity_score) OVER (PARTITION BY %2$s) AS max_severity_score,
            max(CASE WHEN severity = band_before THEN NULL ELSE updated_at END)
              OVER (PARTITION BY %2$s) AS severity_changed_at
          FROM (
            SELECT
              findings.*,
              lag(severity) OVER (PARTITION BY %2$s ORDER BY %4$s) AS band_before
            FROM %5$s AS findings
          ) AS banded
        ) AS numbered
        WHERE newest = 1
        """
        .formatted(columns, FINDING, NEWEST_FIRST, OLDEST_FIRST, findings);
  }
}
