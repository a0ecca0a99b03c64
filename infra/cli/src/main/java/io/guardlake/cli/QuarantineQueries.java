package io.guardlake.cli;

import io.guardlake.cli.QuarantineListCommand.By;
import io.guardlake.schemas.quarantine.QuarantineTable;
import io.guardlake.schemas.quarantine.SettledTable;
import io.guardlake.schemas.views.OpenQuarantineView;

/** The SQL behind {@code guardlake quarantine list} and {@code show}, in DuckDB's dialect. */
final class QuarantineQueries {
  private static final String SETTLED =
      """
      SELECT q.*, s.outcome, s.detail AS last_detail, s.settled_at AS last_tried_at
      FROM %s AS q LEFT JOIN (
        SELECT quarantine_id, arg_max(outcome, settled_at) AS outcome,
          arg_max(detail, settled_at) AS detail, max(settled_at) AS settled_at
        FROM %s GROUP BY quarantine_id) AS s USING (quarantine_id)
      """
          .formatted(QuarantineTable.DEFINITION.name(), SettledTable.DEFINITION.name());

  private final String rows;
  private final boolean settledToo;

  /**
   * @param settledToo whether rows that are settled are among them
   * @param condition what follows WHERE
   */
  QuarantineQueries(boolean settledToo, String condition) {
    this.settledToo = settledToo;
    this.rows =
        "(SELECT * FROM (%s) AS q WHERE %s) AS quarantined"
            .formatted(
                settledToo ? SETTLED : "SELECT * FROM " + OpenQuarantineView.NAME, condition);
  }

  /**
   * The list.
   *
   * @param narrow whether cells are cut so that a line fits a terminal
   */
  String list(By by, int limit, boolean narrow) {
    return switch (by) {
      case REASON -> groups("reason", "reason", limit);
      case DAY -> groups("CAST(quarantined_at AS DATE)", "day", limit);
      case OBJECT -> groups(narrow ? tail("source_uri") : "source_uri", "object", limit);
      case ROW -> narrow ? narrowRows(limit) : wideRows(limit);
    };
  }

  String count() {
    return "SELECT count(*) FROM " + rows;
  }

  /** One row, with the object that begins its id; at most two where the beginning is too short. */
  static String row(String id) {
    return "SELECT * FROM (%s) AS q WHERE quarantine_id LIKE '%s%%' LIMIT 2".formatted(SETTLED, id);
  }

  private String groups(String key, String name, int limit) {
    return """
        SELECT %s AS "%s", %scount(*) AS "rows", count(DISTINCT source_uri) AS objects,
          strftime(min(quarantined_at), '%%Y-%%m-%%d %%H:%%M') AS "first",
          strftime(max(quarantined_at), '%%Y-%%m-%%d %%H:%%M') AS "last",
          count(last_tried_at) AS tried
        FROM %s GROUP BY ALL ORDER BY count(*) DESC, 1 LIMIT %d
        """
        .formatted(
            key, name, settledToo ? "coalesce(outcome, 'open') AS outcome, " : "", rows, limit);
  }

  private String narrowRows(int limit) {
    return """
        SELECT left(quarantine_id, 12) AS id, reason, %s
          strftime(quarantined_at, '%%m-%%d %%H:%%M') AS quarantined, source_line AS line,
          %s AS object
        FROM %s ORDER BY quarantined_at DESC, source_uri, source_line LIMIT %d
        """
        .formatted(outcome(), tail("source_uri"), rows, limit);
  }

  private String wideRows(int limit) {
    return """
        SELECT * EXCLUDE (bytes)
        FROM %s ORDER BY quarantined_at DESC, source_uri, source_line LIMIT %d
        """
        .formatted(rows, limit);
  }

  private String outcome() {
    return settledToo ? "outcome," : "";
  }

  /** The end of a text, which is what tells objects apart. */
  private static String tail(String column) {
    return "CASE WHEN length(%1$s) > 44 THEN '...' || right(%1$s, 41) ELSE %1$s END"
        .formatted(column);
  }
}
