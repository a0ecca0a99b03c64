package io.guardlake.jobs.source;

import java.util.Arrays;

/**
 * One region of one account in one source.
 *
 * @param prefix up to the region, with a slash at the end
 * @param days the export days to list, in their order
 */
record ExportBranch(ListedSource source, String prefix, int[] days) {
  boolean has(int day) {
    return Arrays.binarySearch(days, day) >= 0;
  }
}
