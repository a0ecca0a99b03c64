package io.guardlake.jobs.table;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.erased.Tombstones;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tombstones of an output, looked up now and then by a thread of its own. Rows that pass before
 * a new tombstone is seen are taken out when they are committed, so being late costs only work.
 */
public final class TombstoneWatch implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(TombstoneWatch.class);
  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final CatalogSettings settings;
  private final ScheduledExecutorService thread;
  private volatile Tombstones tombstones;
  private ScheduledFuture<?> looks;

  private TombstoneWatch(CatalogSettings settings, Tombstones tombstones) {
    this.settings = settings;
    this.tombstones = tombstones;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread made = new Thread(task, "tombstones");
              made.setDaemon(true);
              return made;
            });
  }

  /**
   * Looks the tombstones up, and begins to watch.
   *
   * @throws IOException if the catalog or the table cannot be read
   */
  public static TombstoneWatch start(CatalogSettings settings) throws IOException {
    requireNonNull(settings, "settings is null");
    TombstoneWatch watch = new TombstoneWatch(settings, TombstoneTable.read(settings));
    long period = PERIOD.toMillis();
    watch.looks =
        watch.thread.scheduleWithFixedDelay(watch::look, period, period, TimeUnit.MILLISECONDS);
    return watch;
  }

  /** As they were seen last. */
  public Tombstones tombstones() {
    return tombstones;
  }

  @Override
  public void close() {
    looks.cancel(true);
    thread.shutdownNow();
  }

  private void look() {
    try {
      tombstones = TombstoneTable.read(settings);
    } catch (IOException | RuntimeException e) {
      LOG.warn("Cannot look up what was erased; the next look is in {} s.", PERIOD.toSeconds(), e);
    }
  }
}
