package io.guardlake.jobs.alert.payload;

import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.table.TableRow;

/** The query that shows how a finding came to be what it is, ready to run. */
final class TimelineQuery {
  private TimelineQuery() {}

  static String of(TableRow row) {
    return ("SELECT updated_at, severity, severity_score, occurrences, title, source_uri"
            + " FROM findings WHERE account_id = %s AND region = %s AND finding_id = %s"
            + " ORDER BY updated_at")
        .formatted(
            literal(row.text(FindingColumn.ACCOUNT_ID)),
            literal(row.text(FindingColumn.REGION)),
            literal(row.text(FindingColumn.FINDING_ID)));
  }

  /** A text as SQL writes it; the standard's own escape is all that a literal knows. */
  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
