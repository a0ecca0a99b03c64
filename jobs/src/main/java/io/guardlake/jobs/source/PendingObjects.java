package io.guardlake.jobs.source;

import io.guardlake.jobs.source.ExportSplit.Position;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;

/** Objects that were found and not yet handed out, in the order in which they were found. */
final class PendingObjects {
  private final SplitLimits limits;
  private final LongSupplier nanoTime;
  private final ArrayDeque<Waiting<ExportObject>> objects = new ArrayDeque<>();
  private final ArrayDeque<Waiting<ExportSplit.Objects>> returned = new ArrayDeque<>();
  private long nextId;
  private int returnedObjects;

  /** What waits, since when. */
  private record Waiting<T>(T what, long since) {}

  PendingObjects(SplitLimits limits, LongSupplier nanoTime, long nextId) {
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.nextId = nextId;
  }

  void add(ExportObject object) {
    objects.add(new Waiting<>(object, nanoTime.getAsLong()));
  }

  void addAll(Collection<ExportObject> others) {
    others.forEach(this::add);
  }

  /** Takes a split back that its reader lost. */
  void addBack(ExportSplit.Objects split) {
    returned.add(new Waiting<>(split, nanoTime.getAsLong()));
    returnedObjects += split.objects().size();
  }

  /**
   * The next split, or null where nothing is pending. Nothing waits for a split to fill while a
   * reader has nothing to do; and while little is pending splits are small, so that every reader
   * gets its share.
   *
   * @param shares among how many splits what is pending should be spread
   */
  ExportSplit.Objects poll(int shares) {
    Waiting<ExportSplit.Objects> back = returned.poll();

    if (back != null) {
      returnedObjects -= back.what().objects().size();
      return back.what();
    }

    if (objects.isEmpty()) {
      return null;
    }

    int share = (objects.size() + shares - 1) / shares;
    int most = Math.min(limits.objects(), share);
    List<ExportObject> taken = new ArrayList<>();
    long bytes = 0;

    while (taken.size() < most && !objects.isEmpty()) {
      bytes += objects.peek().what().sizeOrZero();

      if (bytes > limits.bytes() && !taken.isEmpty()) {
        break;
      }

      taken.add(objects.remove().what());
    }

    return new ExportSplit.Objects("objects-" + nextId++, taken, Position.START);
  }

  /** How many objects are pending. */
  int size() {
    return objects.size() + returnedObjects;
  }

  /** Since when the object that was found first is pending, by the clock given; or null. */
  Long since() {
    if (returned.isEmpty()) {
      return objects.isEmpty() ? null : objects.peek().since();
    }

    if (objects.isEmpty()) {
      return returned.peek().since();
    }

    // Only differences of such times can be compared.
    long difference = returned.peek().since() - objects.peek().since();
    return difference < 0 ? returned.peek().since() : objects.peek().since();
  }

  List<ExportObject> objects() {
    return objects.stream().map(Waiting::what).toList();
  }

  List<ExportSplit.Objects> returned() {
    return returned.stream().map(Waiting::what).toList();
  }

  long nextId() {
    return nextId;
  }
}
