package io.guardlake.jobs.writer;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.dedup.KnownIdentities;
import io.guardlake.jobs.lease.AtomicProperties;
import io.guardlake.jobs.lease.LeaseProcess;
import io.guardlake.jobs.source.DayRange;
import io.guardlake.jobs.source.TableKnowledge;
import io.guardlake.jobs.source.WriteAccess.WriteGrant;
import io.guardlake.jobs.table.OpenCatalog;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run's right to write, renewed until it is closed. */
final class HeldGrant implements WriteGrant {
  private static final Logger LOG = LoggerFactory.getLogger(HeldGrant.class);

  private final OpenCatalog catalog;
  private final AtomicProperties book;
  private final Writer writer;
  private final DayRange days;
  private final boolean mustLearn;
  private final KnownIdentities identities;
  private final Map<String, Long> snapshots;
  private final Runnable lost;
  private final ScheduledExecutorService renewals;
  private final ScheduledFuture<?> renewal;

  /**
   * @param catalog closed with this
   * @param lost run once if another writer took the right
   */
  HeldGrant(
      OpenCatalog catalog,
      AtomicProperties book,
      Writer writer,
      DayRange days,
      boolean mustLearn,
      KnownIdentities identities,
      Map<String, Long> snapshots,
      Runnable lost) {
    this.catalog = requireNonNull(catalog, "catalog is null");
    this.book = requireNonNull(book, "book is null");
    this.writer = requireNonNull(writer, "writer is null");
    this.days = requireNonNull(days, "days is null");
    this.mustLearn = mustLearn;
    this.identities = requireNonNull(identities, "identities is null");
    this.snapshots = Map.copyOf(snapshots);
    this.lost = requireNonNull(lost, "lost is null");
    this.renewals =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "guardlake-writer");
              thread.setDaemon(true);
              return thread;
            });
    long pause = writer.timing().renewal().toMillis();
    this.renewal =
        renewals.scheduleWithFixedDelay(this::renew, pause, pause, TimeUnit.MILLISECONDS);
  }

  private void renew() {
    AtomicProperties.Change<RuntimeException> change =
        now -> {
          WriterBook before = new WriterBook(now);
          return before
              .entry(writer.run())
              .map(mine -> mine.renewed(LeaseProcess.current(), Instant.now()))
              .map(mine -> before.with(mine).properties())
              .orElse(now);
        };

    try {
      if (new WriterBook(book.change(change)).entry(writer.run()).isEmpty()) {
        renewal.cancel(false);
        lost.run();
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("The right of run {} to write was not renewed", writer.run(), e);
    }
  }

  @Override
  public DayRange days() {
    return days;
  }

  @Override
  public boolean mustLearn() {
    return mustLearn;
  }

  @Override
  public KnownIdentities identities() {
    return identities;
  }

  @Override
  public Map<String, Long> snapshots() {
    return snapshots;
  }

  @Override
  public Map<String, Long> look(TableKnowledge known) {
    TableHistory history = OutputWriters.history(catalog);
    return history.isKnown(known) ? history.snapshots() : known.snapshots();
  }

  @Override
  public void close() {
    renewal.cancel(false);
    // After a renewal that may be under way: a commit that is broken off is one of unknown outcome.
    renewals.execute(this::closeCatalog);
    renewals.shutdown();
  }

  private void closeCatalog() {
    try {
      catalog.close();
    } catch (IOException e) {
      LOG.debug("A catalog was not closed in order", e);
    }
  }
}
