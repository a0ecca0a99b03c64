package io.guardlake.setup.aws;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Cuts what is too much for one call. */
final class Batches {
  private Batches() {}

  /** The items in their order, in lists of this size at most. */
  static <T> List<List<T>> of(Collection<T> items, int size) {
    List<T> all = List.copyOf(items);
    List<List<T>> batches = new ArrayList<>();

    for (int from = 0; from < all.size(); from += size) {
      batches.add(all.subList(from, Math.min(from + size, all.size())));
    }

    return batches;
  }
}
