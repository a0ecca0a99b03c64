package io.guardlake.jobs.alert.payload;

import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.table.TableRow;

/** The query that shows how a finding came to be what it is, ready to run. */
final class TimelineQuery {
  /**
   * A finding of GuardDuty's own has short ids, but whoever can write to the bucket can write any:
   * of a long one the beginning is compared.
   */
  private static final int LONGEST = 256;

  private TimelineQuery() {}

  static String of(TableRow row) {
    return ("SELECT updated_at, severity, severity_score, occurrences, title, source_uri"
            + " FROM findings WHERE %s AND %s AND %s ORDER BY updated_at")
        .formatted(
            is("account_id", row.text(FindingColumn.ACCOUNT_ID)),
            is("region", row.text(FindingColumn.REGION)),
            is("finding_id", row.text(FindingColumn.FINDING_ID)));
  }

  private static String is(String column, String text) {
    return text.codePointCount(0, text.length()) <= LONGEST
        ? "%s = %s".formatted(column, literal(text))
        : "substr(%s, 1, %d) = %s"
            .formatted(
                column, LONGEST, literal(text.substring(0, text.offsetByCodePoints(0, LONGEST))));
  }

  /** A text as SQL writes it; the standard's own escape is all that a literal knows. */
  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
