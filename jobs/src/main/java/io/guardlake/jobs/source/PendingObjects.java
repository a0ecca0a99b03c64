package io.guardlake.jobs.source;

import io.guardlake.jobs.source.ExportSplit.Position;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Objects that were found and not yet handed out, in the order in which they were found. */
final class PendingObjects {
  private final SplitLimits limits;
  private final ArrayDeque<ExportObject> objects = new ArrayDeque<>();
  private final ArrayDeque<ExportSplit.Objects> returned = new ArrayDeque<>();
  private long nextId;
  private int returnedObjects;

  PendingObjects(SplitLimits limits, long nextId) {
    this.limits = limits;
    this.nextId = nextId;
  }

  void add(ExportObject object) {
    objects.add(object);
  }

  void addAll(Collection<ExportObject> others) {
    objects.addAll(others);
  }

  /** Takes a split back that its reader lost. */
  void addBack(ExportSplit.Objects split) {
    returned.add(split);
    returnedObjects += split.objects().size();
  }

  /**
   * The next split, or null where nothing is pending. Small while little is pending, so that every
   * reader gets its share.
   *
   * @param shares among how many splits what is pending should be spread
   */
  ExportSplit.Objects poll(int shares) {
    ExportSplit.Objects back = returned.poll();

    if (back != null) {
      returnedObjects -= back.objects().size();
      return back;
    }

    if (objects.isEmpty()) {
      return null;
    }

    int share = (objects.size() + shares - 1) / shares;
    int most = Math.min(limits.objects(), share);
    List<ExportObject> taken = new ArrayList<>();
    long bytes = 0;

    while (taken.size() < most && !objects.isEmpty()) {
      bytes += objects.peek().sizeOrZero();

      if (bytes > limits.bytes() && !taken.isEmpty()) {
        break;
      }

      taken.add(objects.remove());
    }

    return new ExportSplit.Objects("objects-" + nextId++, taken, Position.START);
  }

  /** How many objects are pending. */
  int size() {
    return objects.size() + returnedObjects;
  }

  List<ExportObject> objects() {
    return List.copyOf(objects);
  }

  List<ExportSplit.Objects> returned() {
    return List.copyOf(returned);
  }

  long nextId() {
    return nextId;
  }
}
