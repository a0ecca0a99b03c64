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
  private final Set<LineKey> others;

  /** A line of an object as it was. */
  private record LineKey(String etag, int line) {}

  /**
   * @param etag empty where it was not known
   * @param day its export day
   * @param rows the rows that are replayed
   * @param others rows of its lines that are not; each such line is its own row's affair, and no
   *     replay of the whole object lets it in
   */
  ReplayObject(
      String uri,
      String etag,
      LocalDate day,
      List<QuarantinedRow> rows,
      List<QuarantinedRow> others) {
    this.uri = requireNonNull(uri, "uri is null");
    this.etag = requireNonNull(etag, "etag is null");
    this.day = requireNonNull(day, "day is null");
    this.rows = List.copyOf(rows);
    this.lines =
        rows.stream()
            .map(QuarantinedRow::line)
            .filter(Objects::nonNull)
            .collect(Collectors.toUnmodifiableSet());
    this.others =
        others.stream()
            .map(row -> new LineKey(row.etag(), row.line()))
            .collect(Collectors.toUnmodifiableSet());
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

  /**
   * Whether a line is replayed: by a row of its own, or with the whole object.
   *
   * @param now the ETag of the object that the line is in
   */
  boolean wants(String now, int line) {
    return hasRowOf(now, line) || (isWhole() && !others.contains(new LineKey(now, line)));
  }

  /** Whether a line is replayed by a row of its own. */
  boolean hasRowOf(String now, int line) {
    return (etag.isEmpty() || etag.equals(now)) && lines.contains(line);
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
    return lines.size() < rows.size();
  }
}
