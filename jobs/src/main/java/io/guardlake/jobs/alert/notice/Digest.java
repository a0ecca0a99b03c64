package io.guardlake.jobs.alert.notice;

import static java.util.Objects.requireNonNull;

import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.table.TableRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a rule fired for and was not told of one by one, added up. Its size does not depend on how
 * many that are.
 *
 * @param since when the first was added
 * @param until when the last was added
 * @param old how many are of versions that were old when they came
 * @param limited how many are beyond a limit of the rule's
 * @param bySeverity how many of each band
 * @param byType how many of each finding type, under {@link #OTHERS} those past the first {@link
 *     #MOST_NAMES}
 * @param byAccount likewise
 * @param worst the worst of them, the worst first, at most {@link #MOST_LINES}
 */
public record Digest(
    String rule,
    Set<String> sinks,
    Instant since,
    Instant until,
    long old,
    long limited,
    Map<String, Long> bySeverity,
    Map<String, Long> byType,
    Map<String, Long> byAccount,
    List<Line> worst)
    implements Notice {
  public static final int MOST_NAMES = 50;
  public static final int MOST_LINES = 10;
  public static final String OTHERS = "others";

  public Digest {
    requireNonNull(rule, "rule is null");
    sinks = Set.copyOf(sinks);
    requireNonNull(since, "since is null");
    requireNonNull(until, "until is null");
    bySeverity = Map.copyOf(bySeverity);
    byType = Map.copyOf(byType);
    byAccount = Map.copyOf(byAccount);
    worst = List.copyOf(worst);
  }

  /** Why something is in a digest. */
  public enum Cause {
    OLD,
    LIMITED
  }

  /** One of those in a digest. */
  public record Line(
      String alertId,
      String accountId,
      String region,
      String findingId,
      String type,
      double score,
      Instant updatedAt) {
    private static final Comparator<Line> WORST_FIRST =
        Comparator.comparingDouble(Line::score)
            .reversed()
            .thenComparing(Line::updatedAt, Comparator.reverseOrder())
            .thenComparing(Line::alertId);
  }

  /** A digest with nothing in it yet. */
  public static Digest of(String rule, Set<String> sinks, Instant since) {
    return new Digest(rule, sinks, since, since, 0, 0, Map.of(), Map.of(), Map.of(), List.of());
  }

  public long count() {
    return old + limited;
  }

  /** The digest with one alert more. */
  public Digest plus(Alert alert, Cause cause, Instant now) {
    TableRow row = alert.row();
    List<Line> lines = new ArrayList<>(worst);
    lines.add(
        new Line(
            alert.id(),
            row.text(FindingColumn.ACCOUNT_ID),
            row.text(FindingColumn.REGION),
            row.text(FindingColumn.FINDING_ID),
            row.text(FindingColumn.FINDING_TYPE),
            (Double) row.cell(FindingColumn.SEVERITY_SCORE),
            Instant.EPOCH.plus(row.number(FindingColumn.UPDATED_AT), ChronoUnit.MICROS)));
    lines.sort(Line.WORST_FIRST);
    return new Digest(
        rule,
        sinks,
        since,
        now,
        old + (cause == Cause.OLD ? 1 : 0),
        limited + (cause == Cause.LIMITED ? 1 : 0),
        counted(bySeverity, row.text(FindingColumn.SEVERITY)),
        counted(byType, row.text(FindingColumn.FINDING_TYPE)),
        counted(byAccount, row.text(FindingColumn.ACCOUNT_ID)),
        lines.subList(0, Math.min(lines.size(), MOST_LINES)));
  }

  @Override
  public String id() {
    return NoticeIds.hash("digest", rule, since.toString());
  }

  @Override
  public String incidentKey() {
    return id();
  }

  private static Map<String, Long> counted(Map<String, Long> counts, String name) {
    Map<String, Long> more = new TreeMap<>(counts);
    boolean room = counts.containsKey(name) || counts.size() < MOST_NAMES;
    more.merge(room ? name : OTHERS, 1L, Long::sum);
    return more;
  }
}
