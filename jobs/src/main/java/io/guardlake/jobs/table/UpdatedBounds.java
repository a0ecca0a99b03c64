package io.guardlake.jobs.table;

import static java.lang.Math.max;
import static java.lang.Math.min;

import io.guardlake.schemas.finding.FindingColumn;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;

/**
 * Between which times the versions in a file of findings were updated.
 *
 * @param least microseconds since the epoch
 * @param greatest microseconds since the epoch, inclusive
 */
record UpdatedBounds(long least, long greatest) {
  /** What its entry in the table says; all of time where it says nothing. */
  static UpdatedBounds of(DataFile file) {
    return new UpdatedBounds(
        bound(file.lowerBounds(), Long.MIN_VALUE), bound(file.upperBounds(), Long.MAX_VALUE));
  }

  private static long bound(Map<Integer, ByteBuffer> bounds, long otherwise) {
    ByteBuffer bound = bounds == null ? null : bounds.get(FindingColumn.UPDATED_AT.fieldId());
    return bound == null
        ? otherwise
        : Conversions.<Long>fromByteBuffer(Types.TimestampType.withZone(), bound);
  }

  /** From the least to the greatest of several, of which there is one at least. */
  static UpdatedBounds around(Collection<UpdatedBounds> several) {
    return several.stream()
        .reduce((a, b) -> new UpdatedBounds(min(a.least, b.least), max(a.greatest, b.greatest)))
        .orElseThrow();
  }

  /** Whether one version may be in files of both. */
  boolean meet(UpdatedBounds other) {
    return least <= other.greatest && other.least <= greatest;
  }

  /** True of every version between them. */
  Expression expression() {
    String column = FindingColumn.UPDATED_AT.sqlName();
    return Expressions.and(
        Expressions.greaterThanOrEqual(column, least),
        Expressions.lessThanOrEqual(column, greatest));
  }
}
