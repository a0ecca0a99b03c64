package io.guardlake.cli.report;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * The days that a report is about, in UTC.
 *
 * @param first the first of them
 * @param last the last of them, which is today
 * @param now when the report is made
 */
public record ReportPeriod(LocalDate first, LocalDate last, Instant now) {
  private static final int MOST_DAYS = 3660;

  private static final DateTimeFormatter SQL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  public ReportPeriod {
    requireNonNull(first, "first is null");
    requireNonNull(last, "last is null");
    requireNonNull(now, "now is null");
  }

  /** So many days, of which the last is today. */
  public static ReportPeriod ofLast(int days, Clock clock) {
    if (days < 1 || days > MOST_DAYS) {
      throw new IllegalArgumentException(
          "--days is %d; give the number of days to report on, 1 to %d."
              .formatted(days, MOST_DAYS));
    }

    LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
    return new ReportPeriod(today.minusDays(days - 1L), today, clock.instant());
  }

  public int days() {
    return (int) (last.toEpochDay() - first.toEpochDay() + 1);
  }

  /** The statements that tell DuckDB of it. */
  List<String> variables() {
    return List.of(
        variable("report_before", start(first.minusDays(days()))),
        variable("report_from", start(first)),
        variable("report_until", start(last.plusDays(1))),
        variable("report_now", now));
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static String variable(String name, Instant value) {
    return "SET VARIABLE %s = TIMESTAMP '%s'".formatted(name, SQL.format(value));
  }
}
