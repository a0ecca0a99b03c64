package io.guardlake.jobs.source;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** Which splits readers have and have not finished, as far as readers have told. */
final class AssignedSplits {
  /** Stands for a reader that is not known yet. */
  static final int NOBODY = -1;

  private final LongSupplier nanoTime;
  private final Map<String, Assigned> splits = new HashMap<>();
  private final Set<Integer> started = new HashSet<>();
  private int objects;

  /** Who has a split, and when each of its unread objects was found. */
  private record Assigned(int reader, HeldSplit split, List<Long> foundAt) {
    Assigned {
      requireNonNull(split, "split is null");
      foundAt = List.copyOf(foundAt);
    }
  }

  AssignedSplits(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * A reader has a split.
   *
   * @param foundAt when its unread objects were found, or nothing where that is not known
   */
  void add(int reader, HeldSplit split, List<Long> foundAt) {
    List<Long> times = FoundSplit.times(split, foundAt, nanoTime.getAsLong());
    Assigned before = splits.put(split.splitId(), new Assigned(reader, split, times));
    objects += split.objects() - (before == null ? 0 : before.split().objects());
  }

  /** Drops a split, and gives when its objects were found; nothing where it is not known. */
  List<Long> remove(String splitId) {
    Assigned split = splits.remove(splitId);

    if (split == null) {
      return List.of();
    }

    objects -= split.split().objects();
    return split.foundAt();
  }

  /** A reader is gone; what it has will be told when it starts again. */
  void lost(int reader) {
    started.remove(reader);
  }

  /** A reader started with these splits, whatever was thought that it has. */
  void started(int reader, Collection<HeldSplit> held) {
    Map<String, List<Long>> times = new HashMap<>();

    for (String splitId : of(reader)) {
      times.put(splitId, remove(splitId));
    }

    for (HeldSplit split : held) {
      add(reader, split, times.getOrDefault(split.splitId(), List.of()));
    }

    started.add(reader);
  }

  /** Drops what is assigned to a reader that is not known. */
  void forgetUnclaimed() {
    of(NOBODY).forEach(this::remove);
  }

  private List<String> of(int reader) {
    return splits.values().stream()
        .filter(split -> split.reader() == reader)
        .map(split -> split.split().splitId())
        .toList();
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
