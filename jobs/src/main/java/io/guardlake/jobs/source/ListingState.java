package io.guardlake.jobs.source;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * How far listing got; days since the epoch.
 *
 * @param fence the first export day that this job reads at all, or {@link #UNSET}
 * @param windowFrom where the window began in the last complete round, or {@link #UNSET}: the next
 *     round begins no later, so that a stop longer than the look-back skips no day
 * @param listedBefore a bounded source has listed every day before this one
 * @param complete whether a bounded source has listed all
 */
record ListingState(int fence, int windowFrom, int listedBefore, boolean complete) {
  static final int UNSET = Integer.MIN_VALUE;
  static final ListingState START = new ListingState(UNSET, UNSET, UNSET, false);

  void write(DataOutputView out) throws IOException {
    out.writeInt(fence);
    out.writeInt(windowFrom);
    out.writeInt(listedBefore);
    out.writeBoolean(complete);
  }

  static ListingState read(DataInputView in) throws IOException {
    return new ListingState(in.readInt(), in.readInt(), in.readInt(), in.readBoolean());
  }
}
