package io.guardlake.chaos;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * Reads the findings table through every snapshot while others write, compact and die, and fails
 * where one has a version twice or lacks one that an earlier snapshot had.
 */
final class Watcher implements AutoCloseable {
  private static final String FINDINGS = "findings";
  private static final long PERIOD_MILLIS = 300;

  private final World world;
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final Set<Long> checked = new HashSet<>();
  private Lake lake;
  private Set<Version> seen = Set.of();
  private long sequence;
  private ScheduledFuture<?> loop;
  private volatile Throwable wrong;
  private final AtomicInteger snapshots = new AtomicInteger();

  private Watcher(World world) {
    this.world = world;
  }

  static Watcher start(World world) {
    Watcher watcher = new Watcher(world);
    watcher.loop =
        watcher.thread.scheduleWithFixedDelay(
            watcher::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    return watcher;
  }

  /** How many snapshots were read so far. */
  int snapshots() {
    return snapshots.get();
  }

  /** Throws what was wrong with a snapshot, if anything was. */
  void check() {
    if (wrong != null) {
      throw new AssertionError("A reader saw something wrong: " + wrong.getMessage(), wrong);
    }
  }

  /** Has a last look, and throws what was wrong. */
  void finish() {
    loop.cancel(false);

    try {
      thread.submit(this::look).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      wrong = e.getCause();
    }

    check();
  }

  private void look() {
    if (wrong != null) {
      return;
    }

    try {
      if (lake == null) {
        lake = Lake.open(world).orElse(null);
      }

      if (lake != null) {
        Optional<Table> table = lake.table(FINDINGS);

        if (table.isPresent()) {
          read(table.get());
        }
      }
    } catch (RuntimeException | AssertionError e) {
      wrong = e;
    }
  }

  private void read(Table table) {
    List<Snapshot> news = new ArrayList<>();

    for (Snapshot snapshot : table.snapshots()) {
      if (!checked.contains(snapshot.snapshotId())) {
        news.add(snapshot);
      }
    }

    news.sort(java.util.Comparator.comparingLong(Snapshot::sequenceNumber));

    for (Snapshot snapshot : news) {
      if (snapshot.sequenceNumber() <= sequence) {
        throw new AssertionError(
            "Snapshot %s came into the history behind later ones.".formatted(snapshot));
      }

      seen = versions(table, snapshot);
      sequence = snapshot.sequenceNumber();
      checked.add(snapshot.snapshotId());
      snapshots.incrementAndGet();
    }
  }

  private Set<Version> versions(Table table, Snapshot snapshot) {
    Set<Version> versions = new HashSet<>();

    for (DataFile file : Lake.files(table, snapshot)) {
      List<Version> inFile = lake.versions(file);

      if (inFile.size() != file.recordCount()) {
        throw new AssertionError(
            "%s has %d rows, and its entry says %d."
                .formatted(file.location(), inFile.size(), file.recordCount()));
      }

      for (Version version : inFile) {
        if (!versions.add(version)) {
          throw new AssertionError(
              "doubled: %s in snapshot %d, the second time in %s"
                  .formatted(version, snapshot.snapshotId(), file.location()));
        }
      }
    }

    for (Version version : seen) {
      if (!versions.contains(version)) {
        throw new AssertionError(
            "lost: %s is not in snapshot %d, and was in the one before"
                .formatted(version, snapshot.snapshotId()));
      }
    }

    return versions;
  }

  @Override
  public void close() {
    thread.shutdownNow();

    try {
      thread.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }

    if (lake != null) {
      lake.close();
    }
  }
}
