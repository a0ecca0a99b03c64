package io.guardlake.schemas.drift;

import static java.util.Objects.requireNonNull;

import io.guardlake.schemas.finding.FieldDrift;
import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.table.TableRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The table that drift is counted in: each row adds to the rows before it of the same kind and
 * path. The view {@code drift} adds them up.
 */
public final class DriftTable {
  public static final TableDefinition DEFINITION =
      new TableDefinition(
          "drift_counts", List.of(DriftColumn.values()), null, DriftColumn.RECORDED_AT);

  private DriftTable() {}

  /**
   * A row.
   *
   * @param occurrences how many versions it adds
   * @param firstSeenAt the smallest {@code updated_at} of these, in microseconds
   * @param lastSeenAt the greatest
   * @param sourceUri where one of them is
   */
  public static TableRow row(
      FieldDrift field,
      long occurrences,
      long firstSeenAt,
      long lastSeenAt,
      String sourceUri,
      int sourceLine,
      Instant recordedAt) {
    requireNonNull(field, "field is null");
    requireNonNull(sourceUri, "sourceUri is null");

    Object[] cells = new Object[DriftColumn.values().length];
    cells[DriftColumn.KIND.ordinal()] = field.kind().code();
    cells[DriftColumn.PATH.ordinal()] = field.path();
    cells[DriftColumn.OCCURRENCES.ordinal()] = occurrences;
    cells[DriftColumn.FIRST_SEEN_AT.ordinal()] = firstSeenAt;
    cells[DriftColumn.LAST_SEEN_AT.ordinal()] = lastSeenAt;
    cells[DriftColumn.SOURCE_URI.ordinal()] = sourceUri;
    cells[DriftColumn.SOURCE_LINE.ordinal()] = sourceLine;
    cells[DriftColumn.RECORDED_AT.ordinal()] = ChronoUnit.MICROS.between(Instant.EPOCH, recordedAt);
    return new TableRow(DEFINITION, cells);
  }
}
