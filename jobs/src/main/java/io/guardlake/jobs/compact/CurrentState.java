package io.guardlake.jobs.compact;

import java.io.IOException;
import java.util.Comparator;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The current state of a finding: where the row of its latest version is, and what all of its
 * versions tell.
 *
 * @param file the number of the file
 * @param row the number of the row in it, from 0
 * @param severityChangedAt the updated_at of the version since which the band has been what it is
 */
record CurrentState(
    int file, long row, long versionCount, double maxSeverityScore, long severityChangedAt) {

  static final Comparator<CurrentState> BY_PLACE =
      Comparator.comparingInt(CurrentState::file).thenComparingLong(CurrentState::row);

  static final RecordFormat<CurrentState> FORMAT = new Format();

  /** About how many bytes of memory one takes. */
  static final long WEIGHT = 64;

  /** The state of a finding of which one version is known. */
  static CurrentState of(FindingVersion first) {
    return new CurrentState(first.file(), first.row(), 1, first.severityScore(), first.updatedAt());
  }

  /**
   * The state with one more version.
   *
   * @param before the latest version so far
   * @param next a later one
   */
  CurrentState with(FindingVersion before, FindingVersion next) {
    boolean sameBand = next.severity().equals(before.severity());
    return new CurrentState(
        next.file(),
        next.row(),
        versionCount + 1,
        Math.max(maxSeverityScore, next.severityScore()),
        sameBand ? severityChangedAt : next.updatedAt());
  }

  private static final class Format implements RecordFormat<CurrentState> {
    @Override
    public void write(CurrentState state, DataOutputView out) throws IOException {
      out.writeInt(state.file());
      out.writeLong(state.row());
      out.writeLong(state.versionCount());
      out.writeDouble(state.maxSeverityScore());
      out.writeLong(state.severityChangedAt());
    }

    @Override
    public CurrentState read(DataInputView in) throws IOException {
      return new CurrentState(
          in.readInt(), in.readLong(), in.readLong(), in.readDouble(), in.readLong());
    }
  }
}
