package io.guardlake.jobs.writer;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.lease.AtomicProperties;
import io.guardlake.jobs.lease.LeaseProcess;
import io.guardlake.jobs.source.DayRange;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Enters a run into the book of writers. Another writer that stands in its way is taken for dead if
 * its process ran on this machine and is gone, or if its beat has not changed for the whole of the
 * silence by this machine's monotonic clock: no clock of another machine is believed.
 */
final class Registration {
  private final AtomicProperties properties;
  private final WriterTiming timing;
  private final Surroundings surroundings;
  private final Map<String, Seen> seen = new HashMap<>();

  /** What a writer knows of where it runs. */
  record Surroundings(
      LeaseProcess process, Predicate<LeaseProcess> gone, Clock clock, LongSupplier nanoTime) {
    static Surroundings real() {
      return new Surroundings(
          LeaseProcess.current(), LeaseProcess::isGone, Clock.systemUTC(), System::nanoTime);
    }
  }

  /** A beat, and when it was first seen. */
  private record Seen(long beat, long at) {}

  /** What a look at the book led to. */
  private sealed interface Outcome {
    record Entered(WriterBook book) implements Outcome {}

    record Waits(WriterEntry other) implements Outcome {}
  }

  Registration(AtomicProperties properties, WriterTiming timing, Surroundings surroundings) {
    this.properties = requireNonNull(properties, "properties is null");
    this.timing = requireNonNull(timing, "timing is null");
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
  }

  /**
   * Enters a run, or renews its entry with a new token.
   *
   * @return the book with the run in it
   * @throws WriterRefusedException if a writer that lives stands in its way
   */
  WriterBook enter(String run, WriterKind kind, DayRange wished) throws IOException {
    while (true) {
      Outcome[] outcome = new Outcome[1];
      AtomicProperties.Change<WriterRefusedException> change =
          now -> {
            outcome[0] = next(new WriterBook(now), run, kind, wished);
            return outcome[0] instanceof Outcome.Entered entered
                ? entered.book().properties()
                : now;
          };
      properties.change(change);

      if (outcome[0] instanceof Outcome.Entered entered) {
        return entered.book();
      }

      pause();
    }
  }

  private Outcome next(WriterBook book, String run, WriterKind kind, DayRange wished)
      throws WriterRefusedException {
    Optional<WriterEntry> mine = book.entry(run);

    if (mine.isPresent()) {
      return new Outcome.Entered(
          book.with(
              mine.get()
                  .renewed(surroundings.process(), surroundings.clock().instant())
                  .withToken(book.nextToken())));
    }

    WriterBook next = book;
    DayRange days = wished;
    List<WriterEntry> alive = new ArrayList<>();

    for (WriterEntry other : book.entries()) {
      if (surroundings.gone().test(other.process()) || isSilent(other)) {
        next = next.without(other.run());
      } else {
        alive.add(other);
      }
    }

    for (WriterEntry other : alive) {
      if (other.kind() == WriterKind.INGEST && kind == WriterKind.BACKFILL) {
        if (other.days().overlaps(days) && !isProven(other)) {
          return new Outcome.Waits(other);
        }

        days = days.before(other.days().from());
      }
    }

    for (WriterEntry other : alive) {
      if (kind == WriterKind.INGEST && other.kind() == WriterKind.BACKFILL) {
        // An ingest must not wait for hours: the backfill loses the days that it shares.
        next = other.days().overlaps(days) ? next.without(other.run()) : next;
      } else if (other.kind() == kind && other.days().overlaps(days)) {
        if (!isProven(other)) {
          return new Outcome.Waits(other);
        }

        throw refusal(other, kind);
      }
    }

    return new Outcome.Entered(
        next.with(
            new WriterEntry(
                run,
                kind,
                book.nextToken(),
                0,
                surroundings.process(),
                surroundings.clock().instant(),
                surroundings.clock().instant(),
                days)));
  }

  /** Whether it was seen without a renewal for too long. */
  private boolean isSilent(WriterEntry other) {
    Seen first = seen(other);
    long silent = surroundings.nanoTime().getAsLong() - first.at();
    return first.beat() == other.beat() && silent >= timing.silence().toNanos();
  }

  /** Whether it was seen renewed. That its process lives proves nothing: its job may be over. */
  private boolean isProven(WriterEntry other) {
    return seen(other).beat() != other.beat();
  }

  private Seen seen(WriterEntry other) {
    return seen.computeIfAbsent(
        other.run(), any -> new Seen(other.beat(), surroundings.nanoTime().getAsLong()));
  }

  private static WriterRefusedException refusal(WriterEntry other, WriterKind kind) {
    if (kind == WriterKind.INGEST) {
      return new WriterRefusedException(
          ("Another ingest writes this output, and there can be one: %s. Stop it first; if it is"
                  + " the same job started twice, leave one of them.")
              .formatted(other.sentence()));
    }

    return new WriterRefusedException(
        ("Another backfill writes export days that this one was asked for: %s. Wait for its end, or"
                + " choose days before or after these with --from and --to%s.")
            .formatted(other.sentence(), before(other)));
  }

  private static String before(WriterEntry other) {
    boolean open = other.days().from() == DayRange.ALL.from();
    return open ? "" : ", such as --to " + LocalDate.ofEpochDay(other.days().from() - 1L);
  }

  private void pause() throws IOException {
    try {
      Thread.sleep(timing.look().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Waiting for another writer's end was interrupted.");
    }
  }
}
