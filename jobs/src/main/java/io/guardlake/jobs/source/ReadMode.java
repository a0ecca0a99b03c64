package io.guardlake.jobs.source;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.source.manifest.Manifest;
import java.io.Serializable;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** Which export days are read, and whether the source ever ends. */
public sealed interface ReadMode extends Serializable {
  /**
   * Reads what is there, in the order of days, and ends.
   *
   * @param from the first export day, or null for the oldest there is
   * @param to the last export day, or null for the newest there is
   * @param manifest the URI of a {@link io.guardlake.jobs.source.manifest.Manifest} that names the
   *     objects, or null to list them
   * @param leftFrom the first day that is left to another writer, or null where none is
   */
  record Bounded(LocalDate from, LocalDate to, String manifest, LocalDate leftFrom)
      implements ReadMode {
    private static final long serialVersionUID = 3;

    public Bounded {
      if (from != null && to != null && to.isBefore(from)) {
        throw new IllegalArgumentException(
            "The last day, " + to + ", is before the first, " + from + "; swap them");
      }

      if (manifest != null) {
        Manifest.check(manifest);
      }
    }

    /** No day is left to others. */
    public Bounded(LocalDate from, LocalDate to, String manifest) {
      this(from, to, manifest, null);
    }

    /** What a listing shows. */
    public Bounded(LocalDate from, LocalDate to) {
      this(from, to, null);
    }

    /** The same, but for the days that another writer owns. */
    Bounded leaving(LocalDate day) {
      return new Bounded(from, to, manifest, day);
    }

    /** The days that were asked for. */
    DayRange asked() {
      return DayRange.of(from, to);
    }

    /** Whether a day is left to another writer. */
    boolean leaves(long day) {
      return leftFrom != null && day >= leftFrom.toEpochDay();
    }

    /** Every day there is. */
    public static Bounded allDays() {
      return new Bounded(null, null);
    }
  }

  /**
   * Goes on reading what comes, in days of UTC.
   *
   * @param lookBack how far before today objects may still appear; parts of a day count as a day
   * @param poll the pause between two listings of a region
   * @param maxPoll what the pause grows to where nothing new comes, doubling each time
   * @param from the first export day at the first start, or null for today less {@code lookBack}; a
   *     job that goes on from its state keeps the day it began with
   * @param reconciles how objects later than the look-back are looked for
   */
  record Continuous(
      Duration lookBack,
      Duration poll,
      Duration maxPoll,
      LocalDate from,
      List<Reconcile> reconciles)
      implements ReadMode {
    private static final long serialVersionUID = 2;

    /** The first look for late objects comes so many polls after the start. */
    private static final int POLLS_BEFORE_RECONCILING = 10;

    /** With a queue, whose listings are hours apart, new accounts must not wait for those. */
    private static final Duration LONGEST_TOPOLOGY = Duration.ofMinutes(10);

    public Continuous {
      requireNonNull(lookBack, "lookBack is null");
      requireNonNull(poll, "poll is null");
      requireNonNull(maxPoll, "maxPoll is null");
      reconciles = List.copyOf(reconciles);

      if (lookBack.isNegative()) {
        throw new IllegalArgumentException("The look-back must not be negative: " + lookBack);
      }

      if (poll.isNegative() || poll.isZero()) {
        throw new IllegalArgumentException("The pause between listings must be above 0: " + poll);
      }

      if (maxPoll.compareTo(poll) < 0) {
        throw new IllegalArgumentException(
            "The longest pause between listings, %s, is shorter than the usual one, %s"
                .formatted(maxPoll, poll));
      }
    }

    /** The same pause everywhere, and late objects looked for at the usual pace. */
    public Continuous(Duration lookBack, Duration poll, LocalDate from) {
      this(lookBack, poll, poll, from, Reconcile.standard());
    }

    /** Two days back, listed every 30 seconds. */
    public static Continuous standard() {
      return new Continuous(Duration.ofDays(2), Duration.ofSeconds(30), null);
    }

    /** The first day of a job that starts today. */
    int firstDay(int today) {
      return from == null
          ? Math.toIntExact(today - lookBackDays())
          : Math.toIntExact(from.toEpochDay());
    }

    /** The same, with another first day at the first start. */
    Continuous beginningAt(LocalDate day) {
      return new Continuous(lookBack, poll, maxPoll, day, reconciles);
    }

    long lookBackDays() {
      return lookBack.plusDays(1).minusNanos(1).toDays();
    }

    /** How far back any reconcile goes. */
    int reconcileDays() {
      return reconciles.stream().mapToInt(Reconcile::backDays).max().orElse(0);
    }

    /** The pause between two looks for new accounts or regions, where some came lately. */
    Duration topologyPoll() {
      return shorter(poll, LONGEST_TOPOLOGY);
    }

    /** What that pause grows to where none come. */
    Duration maxTopologyPoll() {
      return shorter(maxPoll, LONGEST_TOPOLOGY);
    }

    /** How long after the start late objects are first looked for, at least. */
    Duration beforeReconciling() {
      return shorter(poll.multipliedBy(POLLS_BEFORE_RECONCILING), LONGEST_TOPOLOGY);
    }

    private static Duration shorter(Duration one, Duration other) {
      return one.compareTo(other) < 0 ? one : other;
    }
  }
}
