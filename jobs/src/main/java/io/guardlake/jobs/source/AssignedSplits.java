package io.guardlake.jobs.source;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which splits readers have and have not finished, as far as readers have told. */
final class AssignedSplits {
  /** Stands for a reader that is not known yet. */
  static final int NOBODY = -1;

  private final Map<String, Integer> readers = new HashMap<>();
  private final Map<String, HeldSplit> splits = new HashMap<>();
  private final Set<Integer> started = new HashSet<>();
  private int objects;

  void add(int reader, HeldSplit split) {
    HeldSplit before = splits.put(split.splitId(), split);
    readers.put(split.splitId(), reader);
    objects += split.objects() - (before == null ? 0 : before.objects());
  }

  void remove(String splitId) {
    HeldSplit split = splits.remove(splitId);
    readers.remove(splitId);
    objects -= split == null ? 0 : split.objects();
  }

  /** A reader is gone; what it has will be told when it starts again. */
  void lost(int reader) {
    started.remove(reader);
  }

  /** A reader started with these splits, whatever was thought that it has. */
  void started(int reader, Collection<HeldSplit> held) {
    for (String splitId : Set.copyOf(readers.keySet())) {
      if (readers.get(splitId) == reader) {
        remove(splitId);
      }
    }

    for (HeldSplit split : held) {
      add(reader, split);
    }

    started.add(reader);
  }

  /** Drops what is assigned to a reader that is not known. */
  void forgetUnclaimed() {
    for (String splitId : Set.copyOf(readers.keySet())) {
      if (readers.get(splitId) == NOBODY) {
        remove(splitId);
      }
    }
  }

  boolean allStarted(int parallelism) {
    return started.size() >= parallelism;
  }

  boolean has(String splitId) {
    return splits.containsKey(splitId);
  }

  boolean isEmpty() {
    return splits.isEmpty();
  }

  /** How many objects readers have and have not read to their end. */
  int objects() {
    return objects;
  }
}
