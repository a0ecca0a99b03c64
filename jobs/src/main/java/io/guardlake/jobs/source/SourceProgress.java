package io.guardlake.jobs.source;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How far a source is, for a runner in the same JVM. Counts are of this process: they begin at 0
 * again after a restart of the job manager.
 */
public final class SourceProgress {
  private static final ConcurrentMap<String, SourceProgress> RUNS = new ConcurrentHashMap<>();

  private final AtomicLong listings = new AtomicLong();
  private final AtomicLong listingErrors = new AtomicLong();
  private final AtomicLong discovered = new AtomicLong();
  private final AtomicLong discoveredBytes = new AtomicLong();
  private final AtomicLong late = new AtomicLong();
  private final AtomicLong assigned = new AtomicLong();
  private final AtomicLong finished = new AtomicLong();
  private final Set<LocalDate> daysLeft = new ConcurrentSkipListSet<>();
  private volatile long pending;
  private volatile long unread;
  private volatile long foreign;
  private volatile long markers;
  private volatile long beforeHorizon;
  private volatile String daysBeforeHorizon;
  private volatile boolean learning = true;
  private volatile boolean learnt;
  private volatile boolean covered;
  private volatile boolean listed;
  private volatile long lastNew = System.nanoTime();

  private SourceProgress() {}

  /** The progress of a run, which the run and whoever watches it share. */
  public static SourceProgress of(String runId) {
    return RUNS.computeIfAbsent(runId, any -> new SourceProgress());
  }

  /** Forgets a run that is over. */
  public static void forget(String runId) {
    RUNS.remove(runId);
  }

  /** Rounds in which everything was listed. */
  public long listings() {
    return listings.get();
  }

  /** Listing requests that failed. */
  public long listingErrors() {
    return listingErrors.get();
  }

  /** Objects found. */
  public long discovered() {
    return discovered.get();
  }

  /** Compressed bytes of the objects found. */
  public long discoveredBytes() {
    return discoveredBytes.get();
  }

  /** Objects found after the window had passed their day. */
  public long late() {
    return late.get();
  }

  /** Objects of days before the horizon, each counted once; they are not read. */
  public long beforeHorizon() {
    return beforeHorizon;
  }

  /** The first and the last day of these, as {@code --from} and {@code --to} of a backfill. */
  public Optional<String> daysBeforeHorizon() {
    return Optional.ofNullable(daysBeforeHorizon);
  }

  /** Export days that were asked for and left to another writer, in their order. */
  public List<LocalDate> daysLeft() {
    return List.copyOf(daysLeft);
  }

  /** Objects handed to readers; one that a reader lost and another got counts twice. */
  public long assigned() {
    return assigned.get();
  }

  /** Objects of splits that are read to their end. */
  public long finished() {
    return finished.get();
  }

  /** Objects found and not handed to a reader. */
  public long pending() {
    return pending;
  }

  /** Objects handed to readers whose splits are not read to their end. */
  public long unread() {
    return unread;
  }

  /** Keys skipped because they are no export's, each counted once. */
  public long foreignKeys() {
    return foreign;
  }

  /** Zero-byte markers skipped, each counted once. */
  public long markers() {
    return markers;
  }

  /** Whether objects are still kept back until everything is learnt and in a checkpoint. */
  public boolean isLearning() {
    return learning;
  }

  /** Whether everything is learnt and only a checkpoint of it is missing. */
  public boolean isLearnt() {
    return learnt;
  }

  /** Whether a checkpoint is complete that was taken after the last split was finished. */
  public boolean isCovered() {
    return covered;
  }

  /** When the last new object was found, or the source started, by {@link System#nanoTime}. */
  public long lastNewObject() {
    return lastNew;
  }

  /**
   * Since when there is nothing to do, by {@link System#nanoTime}: a full listing was completed
   * since the source started, nothing is pending or unread, and a checkpoint covers it. Empty where
   * any of these doesn't hold.
   */
  public OptionalLong idleSince() {
    boolean idle = listed && !learning && pending == 0 && unread == 0 && covered;
    return idle ? OptionalLong.of(lastNew) : OptionalLong.empty();
  }

  /** Whether there has been nothing to do for that long. */
  public boolean isIdleFor(Duration duration) {
    OptionalLong since = idleSince();
    return since.isPresent() && System.nanoTime() - since.getAsLong() >= duration.toNanos();
  }

  /** All that {@link #idleSince} looks at, for a log. */
  @Override
  public String toString() {
    return ("%d listings, listed %s, learning %s, %d pending, %d unread, covered %s, last new object"
            + " %d seconds ago")
        .formatted(
            listings(),
            listed,
            learning,
            pending,
            unread,
            covered,
            Duration.ofNanos(System.nanoTime() - lastNew).toSeconds());
  }

  void started() {
    listed = false;
    covered = false;
    learning = true;
    lastNew = System.nanoTime();
  }

  void listed() {
    listings.incrementAndGet();
    listed = true;
  }

  void listingFailed() {
    listingErrors.incrementAndGet();
  }

  void found(ExportObject object) {
    discovered.incrementAndGet();
    discoveredBytes.addAndGet(object.sizeOrZero());
    covered = false;
    lastNew = System.nanoTime();
  }

  void foundLate() {
    late.incrementAndGet();
  }

  void learnt(boolean all) {
    learnt = all;
  }

  void skipped(long foreignKeys, long markerKeys) {
    foreign = foreignKeys;
    markers = markerKeys;
  }

  void beforeHorizon(long objects, DayRange days) {
    daysBeforeHorizon =
        "--from %s --to %s"
            .formatted(LocalDate.ofEpochDay(days.from()), LocalDate.ofEpochDay(days.to()));
    beforeHorizon = objects;
  }

  void left(LocalDate day) {
    daysLeft.add(day);
  }

  void assigned(int objects) {
    assigned.addAndGet(objects);
  }

  void finished(int objects) {
    finished.addAndGet(objects);
  }

  void work(int pendingObjects, int unreadObjects, boolean covering, boolean learns) {
    // What makes a source busy first, so that no one sees it idle in between.
    if (!covering) {
      covered = false;
    }

    pending = pendingObjects;
    unread = unreadObjects;
    learning = learns;
    covered = covering;
  }
}
