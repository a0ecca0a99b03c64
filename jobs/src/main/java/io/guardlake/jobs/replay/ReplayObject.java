package io.guardlake.jobs.replay;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** An object to read again, as it was when rows of it came into quarantine. */
final class ReplayObject {
  private final String uri;
  private final String etag;
  private final LocalDate day;
  private final List<QuarantinedRow> rows;
  private final Set<Integer> lines;
  private final Set<Integer> refused;

  /**
   * @param etag empty where it was not known
   * @param day its export day
   * @param rows the rows that are replayed
   * @param refused its lines that were refused for who wrote them; those among them that are not
   *     replayed themselves are not replayed with the whole object
   */
  ReplayObject(
      String uri, String etag, LocalDate day, List<QuarantinedRow> rows, Set<Integer> refused) {
    this.uri = requireNonNull(uri, "uri is null");
    this.etag = requireNonNull(etag, "etag is null");
    this.day = requireNonNull(day, "day is null");
    this.rows = List.copyOf(rows);
    this.lines =
        rows.stream()
            .map(QuarantinedRow::line)
            .filter(Objects::nonNull)
            .collect(Collectors.toUnmodifiableSet());
    this.refused = Set.copyOf(refused);
  }

  String uri() {
    return uri;
  }

  String etag() {
    return etag;
  }

  LocalDate day() {
    return day;
  }

  List<QuarantinedRow> rows() {
    return rows;
  }

  /** Whether a line is replayed: by a row of its own, or with the whole object. */
  boolean wants(int line) {
    return lines.contains(line) || (isWhole() && !refused.contains(line));
  }

  boolean hasKeptLines() {
    return rows.stream().anyMatch(QuarantinedRow::isKept);
  }

  /** The object's last-modified time, or the latest that it can have been. */
  Instant exportedBy() {
    return rows.stream()
        .filter(QuarantinedRow::isKept)
        .map(QuarantinedRow::exportedBy)
        .min(Instant::compareTo)
        .orElseThrow();
  }

  private boolean isWhole() {
    return rows.stream().anyMatch(row -> row.line() == null);
  }
}
