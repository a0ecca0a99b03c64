package io.guardlake.jobs.lease;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.lease.AtomicProperties.Comparison;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.iceberg.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to do something to an output alone, held in the properties of one of its tables and
 * renewed until it is closed. A holder that dies loses it when its time is over, or at once to a
 * process on the same machine, which sees that it is gone.
 *
 * <p>No lease keeps a process that was paused from waking after its time is over. So whoever does
 * something that must not be done by two asks {@link #check()} just before, or has Iceberg ask
 * {@link #isHeldIn} of the very metadata that a commit replaces; the token, which only grows, tells
 * holders apart.
 *
 * <p>It is given to one of several that ask at once: each change of a holder is committed against
 * the very metadata that was looked at. REST catalogs compare nothing where properties are changed;
 * there each change comes with an empty snapshot, which they do compare.
 */
public final class TableLease implements Closeable {
  private static final Logger LOGGER = LoggerFactory.getLogger(TableLease.class);
  private static final int RENEWALS_A_LEASE = 3;

  private final LeaseTable table;
  private final Duration length;
  private final Clock clock;
  private final ScheduledExecutorService renewals;
  private volatile LeaseHolder mine;
  private volatile boolean lost;
  private ScheduledFuture<?> renewal;

  private TableLease(LeaseTable table, LeaseHolder mine, Duration length, Clock clock) {
    this.table = table;
    this.mine = mine;
    this.length = length;
    this.clock = clock;
    this.renewals =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "lease");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Takes the lease and keeps it until it is closed.
   *
   * @param table a table of the output, loaded for the lease alone
   * @param comparison what the table's catalog compares in a commit
   * @param purpose what it is for, a short lower-case word; leases of different purposes do not
   *     know each other
   * @param length how long a holder that dies elsewhere keeps others out
   * @throws LeaseHeldException if another holds it
   */
  public static TableLease take(Table table, Comparison comparison, String purpose, Duration length)
      throws LeaseHeldException, IOException {
    TableLease lease =
        take(
            table,
            comparison,
            purpose,
            length,
            LeaseProcess.current(),
            Clock.systemUTC(),
            LeaseProcess::isGone);
    lease.keepRenewing();
    return lease;
  }

  /** Takes the lease as a given process at a given time, without renewing it. */
  static TableLease take(
      Table table,
      Comparison comparison,
      String purpose,
      Duration length,
      LeaseProcess process,
      Clock clock,
      Predicate<LeaseProcess> gone)
      throws LeaseHeldException, IOException {
    requireNonNull(purpose, "purpose is null");
    LeaseTable changes = new LeaseTable(table, comparison, purpose);
    String owner = UUID.randomUUID().toString();
    Optional<LeaseHolder> taken =
        changes.change(
            (now, lastToken) -> {
              if (now.isPresent() && now.get().owner().equals(owner)) {
                // An attempt of ours whose answer was lost.
                return Optional.of(now.get().until(clock.instant().plus(length)));
              }

              if (now.isPresent() && isHeld(now.get(), clock, gone)) {
                throw new LeaseHeldException(
                    "Another %s is at work on this output: %s."
                        .formatted(purpose, now.get().sentence()));
              }

              Instant until = clock.instant().plus(length);
              return Optional.of(new LeaseHolder(owner, lastToken + 1, process, until));
            });
    LeaseHolder mine = taken.orElseThrow();
    Optional<LeaseHolder> seen = changes.holder();

    if (seen.filter(mine::isSameAs).isEmpty()) {
      throw new LeaseHeldException(
          "Another %s began at the same moment: %s."
              .formatted(purpose, seen.map(LeaseHolder::sentence).orElse("it is done already")));
    }

    return new TableLease(changes, mine, length, clock);
  }

  /** Greater than the token of every holder before. */
  public long token() {
    return mine.token();
  }

  /** Whether properties of the lease's table, as a commit is about to replace them, name this. */
  public boolean isHeldIn(Map<String, String> properties) {
    return table.holder(properties).filter(mine::isSameAs).isPresent();
  }

  /**
   * Makes sure that it is still held.
   *
   * @throws IOException if it was lost: its time passed without a renewal, or another took it
   */
  public void check() throws IOException {
    if (lost || !clock.instant().isBefore(mine.until())) {
      throw new IOException(
          "The lease of this process was lost: it could not be renewed before %s. Nothing is"
                  .formatted(mine.until())
              + " damaged; run it again.");
    }
  }

  /** Puts its end off. */
  void renew() throws IOException {
    LeaseHolder before = mine;

    try {
      Optional<LeaseHolder> renewed =
          table.change(
              (now, lastToken) ->
                  now.filter(before::isSameAs)
                      .map(holder -> holder.until(clock.instant().plus(length))));

      if (renewed.isEmpty()) {
        lost = true;
        return;
      }

      mine = renewed.get();
    } catch (LeaseHeldException e) {
      throw new IllegalStateException("a renewal refuses nobody", e);
    }
  }

  /** Gives it back. */
  @Override
  public void close() {
    // Not interrupted: a commit in the middle would be one of unknown outcome.
    renewals.shutdown();

    if (renewal != null) {
      renewal.cancel(false);
    }

    try {
      if (renewals.awaitTermination(length.toMillis(), TimeUnit.MILLISECONDS)) {
        table.remove(mine);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOGGER.warn("The lease could not be given back; it ends at {}.", mine.until(), e);
    }
  }

  private void keepRenewing() {
    long period = length.toMillis() / RENEWALS_A_LEASE;
    renewal =
        renewals.scheduleWithFixedDelay(this::tryToRenew, period, period, TimeUnit.MILLISECONDS);
  }

  private void tryToRenew() {
    try {
      renew();
    } catch (IOException | RuntimeException e) {
      LOGGER.warn("The lease was not renewed; it ends at {}.", mine.until(), e);
    }
  }

  private static boolean isHeld(LeaseHolder holder, Clock clock, Predicate<LeaseProcess> gone) {
    return clock.instant().isBefore(holder.until()) && !gone.test(holder.process());
  }
}
