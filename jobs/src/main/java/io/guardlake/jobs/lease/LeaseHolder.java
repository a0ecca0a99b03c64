package io.guardlake.jobs.lease;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Who holds a lease, as one text in a table's properties.
 *
 * @param owner made anew for each lease
 * @param token greater than that of every holder before
 * @param process the process that holds it
 * @param until when it ends unless it is renewed
 */
record LeaseHolder(String owner, long token, LeaseProcess process, Instant until) {
  private static final String SEPARATOR = ";";
  private static final int PARTS = 6;

  LeaseHolder {
    requireNonNull(owner, "owner is null");
    requireNonNull(process, "process is null");
    requireNonNull(until, "until is null");
  }

  /** The holder that a property names; empty if it names none that can be understood. */
  static Optional<LeaseHolder> parse(String text) {
    if (text == null) {
      return Optional.empty();
    }

    String[] parts = text.split(SEPARATOR, PARTS);

    if (parts.length != PARTS) {
      return Optional.empty();
    }

    try {
      LeaseProcess process =
          new LeaseProcess(parts[5], Long.parseLong(parts[3]), Instant.parse(parts[4]));
      return Optional.of(
          new LeaseHolder(parts[0], Long.parseLong(parts[1]), process, Instant.parse(parts[2])));
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }

  String text() {
    return String.join(
        SEPARATOR,
        owner,
        String.valueOf(token),
        until.toString(),
        String.valueOf(process.pid()),
        process.startedAt().toString(),
        process.machine());
  }

  LeaseHolder until(Instant later) {
    return new LeaseHolder(owner, token, process, later);
  }

  boolean isSameAs(LeaseHolder other) {
    return owner.equals(other.owner) && token == other.token;
  }

  /** Who it is, for people. */
  String sentence() {
    String host = process.machine().split("/", 2)[0];
    return "process %d on %s until %s".formatted(process.pid(), host, until);
  }
}
