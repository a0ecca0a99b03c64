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
  private final ArrayDeque<Waiting<Returned>> returned = new ArrayDeque<>();
  private long nextId;
  private int returnedObjects;

  /** What waits, since when. */
  private record Waiting<T>(T what, long since) {}

  /** A split that its reader lost, and when its unread objects were found. */
  private record Returned(ExportSplit.Objects split, List<Long> foundAt) {}

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

  /**
   * Takes a split back that its reader lost.
   *
   * @param foundAt when its unread objects were found, or nothing where that is not known
   */
  void addBack(ExportSplit.Objects split, List<Long> foundAt) {
    long now = nanoTime.getAsLong();
    List<Long> times = FoundSplit.times(HeldSplit.of(split), foundAt, now);
    returned.add(new Waiting<>(new Returned(split, times), now));
    returnedObjects += split.objects().size();
  }

  /**
   * The next split, or null where nothing is pending. Nothing waits for a split to fill while a
   * reader has nothing to do; and while little is pending splits are small, so that every reader
   * gets its share.
   *
   * @param shares among how many splits what is pending should be spread
   */
  FoundSplit poll(int shares) {
    Waiting<Returned> back = returned.poll();

    if (back != null) {
      ExportSplit.Objects split = back.what().split();
      returnedObjects -= split.objects().size();
      return new FoundSplit(split, back.what().foundAt());
    }

    if (objects.isEmpty()) {
      return null;
    }

    int share = (objects.size() + shares - 1) / shares;
    int most = Math.min(limits.objects(), share);
    List<ExportObject> taken = new ArrayList<>();
    List<Long> foundAt = new ArrayList<>();
    long bytes = 0;

    while (taken.size() < most && !objects.isEmpty()) {
      bytes += objects.peek().what().sizeOrZero();

      if (bytes > limits.bytes() && !taken.isEmpty()) {
        break;
      }

      Waiting<ExportObject> next = objects.remove();
      taken.add(next.what());
      foundAt.add(next.since());
    }

    String id = "objects-" + nextId++;
    return new FoundSplit(new ExportSplit.Objects(id, taken, Position.START), foundAt);
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
    return returned.stream().map(waiting -> waiting.what().split()).toList();
  }

  long nextId() {
    return nextId;
  }
}
