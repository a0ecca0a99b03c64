package io.guardlake.schemas.views;

import static java.util.Objects.requireNonNull;

/**
 * The view {@code drift}: one row for each kind and path. The SQL uses only what Trino (and so
 * Athena) and DuckDB both have.
 */
public final class DriftView {
  public static final String NAME = "drift";

  /** What the view shows, for the reference documentation. */
  public static final String MEANING =
      """
      One row for each kind and path of drift: fields of findings that no column could take, or that
      were read with a doubt. It has the columns of drift_counts but recorded_at, with the occurrences
      added up, the first and last updated_at of all, and as the example the one that was recorded
      first. The example is in findings, with the same source_uri and source_line.""";

  private static final String DRIFT = "kind, path";

  private DriftView() {}

  /**
   * The view's SELECT.
   *
   * @param counts the table of counts as the query engine names it, quoted where it must be
   */
  public static String select(String counts) {
    requireNonNull(counts, "counts is null");
    return """
        SELECT kind, path, occurrences, first_seen_at, last_seen_at, source_uri, source_line
        FROM (
          SELECT
            kind,
            path,
            source_uri,
            source_line,
            CAST(sum(occurrences) OVER (PARTITION BY %1$s) AS BIGINT) AS occurrences,
            min(first_seen_at) OVER (PARTITION BY %1$s) AS first_seen_at,
            max(last_seen_at) OVER (PARTITION BY %1$s) AS last_seen_at,
            row_number() OVER (
              PARTITION BY %1$s
              ORDER BY recorded_at, drift_counts.first_seen_at, source_uri, source_line) AS example
          FROM %2$s AS drift_counts
        ) AS numbered
        WHERE example = 1
        """
        .formatted(DRIFT, counts);
  }
}
