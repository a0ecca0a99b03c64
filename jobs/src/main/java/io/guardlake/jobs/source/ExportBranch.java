package io.guardlake.jobs.source;

import java.util.Arrays;
import java.util.stream.IntStream;

/** One region of one account in one source, and the export days to list of it. */
final class ExportBranch {
  private final ListedSource source;
  private final String prefix;
  private final int[] days;

  /**
   * @param prefix up to the region, with a slash at the end
   * @param days in their order; kept and never changed, because all branches may share them
   */
  ExportBranch(ListedSource source, String prefix, int[] days) {
    this.source = source;
    this.prefix = prefix;
    this.days = days;
  }

  ListedSource source() {
    return source;
  }

  String prefix() {
    return prefix;
  }

  IntStream days() {
    return IntStream.of(days);
  }

  boolean has(int day) {
    return Arrays.binarySearch(days, day) >= 0;
  }
}
