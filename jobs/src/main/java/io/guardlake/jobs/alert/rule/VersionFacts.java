package io.guardlake.jobs.alert.rule;

import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.table.TableRow;

/**
 * What of a version the history keeps.
 *
 * @param updatedAt microseconds since the epoch
 * @param occurrences 0 where the finding does not say
 */
public record VersionFacts(double score, long updatedAt, long occurrences) {
  /** The facts of a row of the findings table. */
  public static VersionFacts of(TableRow row) {
    Object occurrences = row.cell(FindingColumn.OCCURRENCES);
    return new VersionFacts(
        (Double) row.cell(FindingColumn.SEVERITY_SCORE),
        row.number(FindingColumn.UPDATED_AT),
        occurrences == null ? 0 : (Long) occurrences);
  }
}
