package io.guardlake.jobs.source;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * How far listing got; days since the epoch.
 *
 * @param fence the first export day that this job reads at all, or {@link #UNSET}
 * @param windowFrom where the window began in the last complete pass over whatever was listed
 *     longest ago, or {@link #UNSET}: the next pass begins no later, so that a stop longer than the
 *     look-back skips no day
 * @param rememberedFrom the first day of which every object that was found is remembered, or {@link
 *     #UNSET}; no earlier day is listed to be read, whatever the settings are now
 * @param listedBefore a bounded source has listed every day before this one
 * @param complete whether a bounded source has listed all
 * @param scope what a bounded source lists, in words, so that a run with other settings does not
 *     take it for listed; empty where that is not known
 */
record ListingState(
    int fence,
    int windowFrom,
    int rememberedFrom,
    int listedBefore,
    boolean complete,
    String scope) {
  static final int UNSET = Integer.MIN_VALUE;
  static final ListingState START = new ListingState(UNSET, UNSET, UNSET, UNSET, false, "");

  ListingState {
    requireNonNull(scope, "scope is null");
  }

  static ListingState fencedAt(int day) {
    return new ListingState(day, day, day, UNSET, false, "");
  }

  /** The fence, or another day where there is none yet. */
  int fenceOr(int day) {
    return fence == UNSET ? day : fence;
  }

  /** The first day of which an object may still be read. */
  int firstToRead(int fenceNow) {
    return rememberedFrom == UNSET ? fenceNow : Math.max(rememberedFrom, fenceNow);
  }

  ListingState withWindowFrom(int day) {
    return new ListingState(fence, day, rememberedFrom, listedBefore, complete, scope);
  }

  ListingState withRememberedFrom(int day) {
    return new ListingState(fence, windowFrom, day, listedBefore, complete, scope);
  }

  ListingState withListedBefore(int day, boolean all) {
    return new ListingState(fence, windowFrom, rememberedFrom, day, all, scope);
  }

  ListingState withScope(String words) {
    return new ListingState(fence, windowFrom, rememberedFrom, listedBefore, complete, words);
  }

  void write(DataOutputView out) throws IOException {
    out.writeInt(fence);
    out.writeInt(windowFrom);
    out.writeInt(rememberedFrom);
    out.writeInt(listedBefore);
    out.writeBoolean(complete);
    ObjectCodec.writeText(scope, out);
  }

  /**
   * Reads what a version of the enumerator's state has. Version 1 remembered what the window held
   * and nothing before it, and none before 3 knew its scope.
   */
  static ListingState read(int version, DataInputView in) throws IOException {
    int fence = in.readInt();
    int windowFrom = in.readInt();
    return new ListingState(
        fence,
        windowFrom,
        version < 2 ? windowFrom : in.readInt(),
        in.readInt(),
        in.readBoolean(),
        version < 3 ? "" : ObjectCodec.readText(in));
  }
}
