package io.guardlake.jobs.drift;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.dedup.SerializerType;
import io.guardlake.schemas.drift.DriftTable;
import io.guardlake.schemas.finding.FieldDrift;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.table.TableRow;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * In how many versions of findings a field drifts.
 *
 * @param firstSeenAt the smallest {@code updated_at} of these versions, in microseconds
 * @param lastSeenAt the greatest
 * @param sourceUri the object that one of them is in
 * @param sourceLine its line there
 */
public record DriftCount(
    FieldDrift field,
    long occurrences,
    long firstSeenAt,
    long lastSeenAt,
    String sourceUri,
    int sourceLine) {
  public static final TypeInformation<DriftCount> TYPE =
      SerializerType.ofValue(DriftCount.class, DriftCountSerializer.INSTANCE);

  public DriftCount {
    requireNonNull(field, "field is null");
    requireNonNull(sourceUri, "sourceUri is null");
  }

  /** One version, by its row of the findings table. */
  static DriftCount one(FieldDrift field, TableRow finding) {
    long updatedAt = finding.number(FindingColumn.UPDATED_AT);
    return new DriftCount(
        field,
        1,
        updatedAt,
        updatedAt,
        finding.text(FindingColumn.SOURCE_URI),
        (Integer) finding.cell(FindingColumn.SOURCE_LINE));
  }

  /** Both together, with this one's example. */
  DriftCount plus(DriftCount other) {
    return new DriftCount(
        field,
        occurrences + other.occurrences,
        Math.min(firstSeenAt, other.firstSeenAt),
        Math.max(lastSeenAt, other.lastSeenAt),
        sourceUri,
        sourceLine);
  }

  /** The same, counted for another field. */
  DriftCount of(FieldDrift other) {
    return new DriftCount(other, occurrences, firstSeenAt, lastSeenAt, sourceUri, sourceLine);
  }

  TableRow row(Instant recordedAt) {
    return DriftTable.row(
        field, occurrences, firstSeenAt, lastSeenAt, sourceUri, sourceLine, recordedAt);
  }
}
