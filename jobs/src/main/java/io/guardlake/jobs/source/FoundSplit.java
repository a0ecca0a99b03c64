package io.guardlake.jobs.source;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;

/**
 * A split to hand out.
 *
 * @param foundAt when each of its unread objects was found, in their order, by the enumerator's
 *     clock
 */
record FoundSplit(ExportSplit split, List<Long> foundAt) {
  FoundSplit {
    requireNonNull(split, "split is null");
    foundAt = List.copyOf(foundAt);
  }

  /**
   * The times of a split's unread objects. They are in no checkpoint: what is not known counts as
   * found now.
   *
   * @param known the times of these objects, perhaps with those of objects read before them, or
   *     none
   */
  static List<Long> times(HeldSplit split, List<Long> known, long now) {
    int read = known.size() - split.objects();
    return read < 0 ? Collections.nCopies(split.objects(), now) : known.subList(read, known.size());
  }
}
