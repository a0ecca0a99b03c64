package io.guardlake.schemas.views;

import static java.util.Objects.requireNonNull;

/**
 * The view {@code quarantine_open}: the rows of quarantine that no replay has settled. The SQL uses
 * only what Trino (and so Athena) and DuckDB both have.
 */
public final class OpenQuarantineView {
  public static final String NAME = "quarantine_open";

  /** What the view shows, for the reference documentation. */
  public static final String MEANING =
      """
      The rows of quarantine that are not done with: no replay has read them, or found their object
      gone. It has the columns of quarantine, and what the last replay that failed said.""";

  private OpenQuarantineView() {}

  /**
   * The view's SELECT.
   *
   * @param quarantine the table quarantine as the query engine names it, quoted where it must be
   * @param settled the table quarantine_settled, likewise
   */
  public static String select(String quarantine, String settled) {
    requireNonNull(quarantine, "quarantine is null");
    requireNonNull(settled, "settled is null");
    return """
        SELECT quarantined.*, last.detail AS last_detail, last.settled_at AS last_tried_at
        FROM %s AS quarantined
        LEFT JOIN (
          SELECT quarantine_id AS settled_id, outcome, detail, settled_at
          FROM (
            SELECT
              quarantine_id,
              outcome,
              detail,
              settled_at,
              row_number() OVER (
                PARTITION BY quarantine_id
                ORDER BY settled_at DESC, outcome DESC, detail) AS newest
            FROM %s
          ) AS numbered
          WHERE newest = 1
        ) AS last ON last.settled_id = quarantined.quarantine_id
        WHERE last.outcome IS NULL OR last.outcome NOT IN ('replayed', 'gone')
        """
        .formatted(quarantine, settled);
  }
}
