package io.guardlake.jobs.writer;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.lease.LeaseProcess;
import io.guardlake.jobs.source.DayRange;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A writer of an output, as the book of its writers has it.
 *
 * @param run the run of a job, new at each start
 * @param token greater than that of every writer that was admitted before
 * @param beat counts renewals; whoever sees it change knows that the writer lives
 * @param process the process that renews it: where the job's enumerator runs
 * @param since when it was first admitted, by its own clock; for people
 * @param renewed when it was last renewed, by its own clock; for people
 * @param days the export days that are its own
 */
record WriterEntry(
    String run,
    WriterKind kind,
    long token,
    long beat,
    LeaseProcess process,
    Instant since,
    Instant renewed,
    DayRange days) {
  private static final String SEPARATOR = ";";
  private static final int PARTS = 10;

  WriterEntry {
    requireNonNull(run, "run is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(process, "process is null");
    requireNonNull(since, "since is null");
    requireNonNull(renewed, "renewed is null");
    requireNonNull(days, "days is null");
  }

  /** Reads the value of a property; empty if it is none that can be understood. */
  static Optional<WriterEntry> parse(String run, String text) {
    String[] parts = text.split(SEPARATOR, PARTS);

    if (parts.length != PARTS) {
      return Optional.empty();
    }

    try {
      return Optional.of(
          new WriterEntry(
              run,
              WriterKind.valueOf(parts[0]),
              Long.parseLong(parts[1]),
              Long.parseLong(parts[2]),
              new LeaseProcess(parts[9], Long.parseLong(parts[7]), Instant.parse(parts[8])),
              Instant.parse(parts[5]),
              Instant.parse(parts[6]),
              new DayRange(Integer.parseInt(parts[3]), Integer.parseInt(parts[4]))));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  String text() {
    return String.join(
        SEPARATOR,
        kind.name(),
        String.valueOf(token),
        String.valueOf(beat),
        String.valueOf(days.from()),
        String.valueOf(days.to()),
        since.toString(),
        renewed.toString(),
        String.valueOf(process.pid()),
        process.startedAt().toString(),
        process.machine());
  }

  /** The same, renewed by a process, which after the loss of the first one may be another. */
  WriterEntry renewed(LeaseProcess by, Instant now) {
    return new WriterEntry(run, kind, token, beat + 1, by, since, now, days);
  }

  WriterEntry withToken(long other) {
    return new WriterEntry(run, kind, other, beat + 1, process, since, renewed, days);
  }

  /** Who it is, for people. */
  String sentence() {
    return "%s of %s by process %d on %s, since %s, last renewed %s"
        .formatted(
            kind.label(),
            kind == WriterKind.INGEST
                ? "the export days from " + day(days.from()) + " on"
                : "the export days " + daysText(),
            process.pid(),
            process.machine().split("/", 2)[0],
            since,
            renewed);
  }

  private String daysText() {
    boolean open = days.from() == DayRange.ALL.from();
    boolean endless = days.to() == DayRange.ALL.to();

    if (open && endless) {
      return "of all time";
    }

    String from = open ? "" : "from " + day(days.from());
    String to = endless ? "" : "to " + day(days.to());
    return (from + " " + to).strip();
  }

  private static LocalDate day(int epochDay) {
    return LocalDate.ofEpochDay(epochDay);
  }
}
