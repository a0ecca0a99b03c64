package io.guardlake.jobs.alert.payload;

import static java.util.stream.Collectors.joining;

import io.guardlake.jobs.alert.notice.Alert;
import io.guardlake.jobs.alert.notice.Digest;
import io.guardlake.jobs.alert.notice.Notice;
import io.guardlake.jobs.alert.rule.Reason;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.finding.Severity;
import io.guardlake.schemas.table.TableRow;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A notice in the words that a chat shows: what, how bad, where, who, what changed, what next.
 * Addresses, domains and URLs are defanged and control characters are gone; what is left must still
 * be escaped for the medium.
 *
 * @param severity the band of the finding, or the worst of a digest
 * @param headline one line: how bad, and what
 * @param title what GuardDuty says
 * @param facts in the order in which they matter
 * @param link to AWS's console
 * @param footer where this came from
 */
record Brief(
    Severity severity,
    String headline,
    String title,
    List<Fact> facts,
    String nextStep,
    Optional<String> link,
    String footer) {
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int LINE = 140;
  private static final int NAMES = 3;

  Brief {
    facts = List.copyOf(facts);
  }

  /** A thing known and what it is. */
  record Fact(String name, String value) {}

  static Brief of(Notice notice) {
    return notice instanceof Alert alert ? of(alert) : of((Digest) notice);
  }

  private static Brief of(Alert alert) {
    TableRow row = alert.row();
    Severity severity = Severity.valueOf(row.text(FindingColumn.SEVERITY));
    double score = (Double) row.cell(FindingColumn.SEVERITY_SCORE);
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Where", where(alert)));
    add(facts, "Resource", resource(row));
    add(facts, "Who", names(row, FindingColumn.PRINCIPAL_IDS));
    add(facts, "From", from(row));
    add(facts, "Change", change(alert, score));
    facts.add(new Fact("Seen", seen(row)));
    return new Brief(
        severity,
        line("%s %s · %s".formatted(severity, plain(score), row.text(FindingColumn.FINDING_TYPE))),
        title(row),
        facts,
        NextStep.of(row),
        ConsoleLink.of(row),
        "Rule %s · %s · alert %s"
            .formatted(
                alert.rule(),
                new TreeSet<>(alert.reasons()).stream().map(Brief::words).collect(joining(", ")),
                alert.id()));
  }

  private static Brief of(Digest digest) {
    Severity severity =
        digest.bySeverity().keySet().stream()
            .map(Severity::valueOf)
            .max(Enum::compareTo)
            .orElse(Severity.LOW);
    List<Fact> facts = new ArrayList<>();
    add(facts, "Severity", most(digest.bySeverity()));
    add(facts, "Types", most(digest.byType()));
    add(facts, "Accounts", most(digest.byAccount()));
    add(
        facts,
        "Worst",
        digest.worst().stream()
            .limit(NAMES)
            .map(each -> line("%s %s".formatted(plain(each.score()), each.type())))
            .collect(joining("\n")));
    String what =
        digest.limited() == 0
            ? "They were old when they came."
            : "%d of them are beyond the rule's limit, %d were old when they came."
                .formatted(digest.limited(), digest.old());
    return new Brief(
        severity,
        "%d alerts in one · rule %s".formatted(digest.count(), digest.rule()),
        what,
        facts,
        "Look at the worst first; if the rule is too loud, narrow it.",
        Optional.empty(),
        "Rule %s · digest %s".formatted(digest.rule(), digest.id()));
  }

  private static String where(Alert alert) {
    String name = alert.account().name();
    String account = alert.row().text(FindingColumn.ACCOUNT_ID);
    String region = alert.row().text(FindingColumn.REGION);
    return line(
        name == null
            ? "%s · %s".formatted(account, region)
            : "%s (%s) · %s".formatted(name, account, region));
  }

  private static String resource(TableRow row) {
    String type = row.text(FindingColumn.RESOURCE_TYPE);
    return Stream.of(type == null ? "" : line(type), names(row, FindingColumn.RESOURCE_IDS))
        .filter(text -> !text.isEmpty())
        .collect(joining(" "));
  }

  private static String from(TableRow row) {
    String country = row.text(FindingColumn.REMOTE_COUNTRY_NAME);
    String owner = row.text(FindingColumn.REMOTE_AS_ORG);
    return Stream.of(
            names(row, FindingColumn.REMOTE_IPS),
            country == null ? "" : line(country),
            owner == null ? "" : line(owner))
        .filter(text -> !text.isEmpty())
        .collect(joining(" · "));
  }

  private static String change(Alert alert, double score) {
    Alert.Before before = alert.before();

    if (before.versions() == 0) {
      return "First seen";
    }

    if (score != before.score()) {
      return "Severity %s %s, was %s %s"
          .formatted(
              Severity.ofScore(score),
              plain(score),
              Severity.ofScore(before.score()),
              plain(before.score()));
    }

    return "Update %d of this finding".formatted(before.versions());
  }

  private static String seen(TableRow row) {
    Object first = row.cell(FindingColumn.FIRST_SEEN_AT);
    Object last = row.cell(FindingColumn.LAST_SEEN_AT);
    Object count = row.cell(FindingColumn.OCCURRENCES);
    String updated = minutes(row.number(FindingColumn.UPDATED_AT));
    String times = count == null ? "" : " · %d times".formatted((Long) count);
    return first == null || last == null
        ? updated + times
        : "%s to %s%s".formatted(minutes((Long) first), minutes((Long) last), times);
  }

  private static String title(TableRow row) {
    String title = row.text(FindingColumn.TITLE);
    return title == null ? "" : Defang.text(new Cut(2 * LINE, 0).text(clean(title)));
  }

  private static String names(TableRow row, FindingColumn column) {
    if (!(row.cell(column) instanceof List<?> list)) {
      return "";
    }

    String first =
        list.stream()
            .limit(NAMES)
            .map(each -> Defang.name(new Cut(LINE, 0).text(clean((String) each))))
            .collect(joining(", "));
    return list.size() > NAMES ? "%s and %d more".formatted(first, list.size() - NAMES) : first;
  }

  private static String most(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(NAMES)
        .map(each -> "%s %d".formatted(line(each.getKey()), each.getValue()))
        .collect(joining(", "));
  }

  private static void add(List<Fact> facts, String name, String value) {
    if (!value.isEmpty()) {
      facts.add(new Fact(name, value));
    }
  }

  private static String words(Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String line(String text) {
    return Defang.text(new Cut(LINE, 0).text(clean(text)));
  }

  /** Without what would move the cursor, the direction of the text, or the line. */
  private static String clean(String text) {
    return text.codePoints()
        .map(
            point ->
                switch (Character.getType(point)) {
                  case Character.CONTROL,
                      Character.FORMAT,
                      Character.LINE_SEPARATOR,
                      Character.PARAGRAPH_SEPARATOR,
                      Character.SURROGATE ->
                      ' ';
                  default -> point;
                })
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .strip();
  }

  private static String minutes(long micros) {
    return MINUTES.format(AlertJson.moment(micros));
  }

  private static String plain(double score) {
    return score == Math.rint(score) ? String.valueOf((long) score) : String.valueOf(score);
  }
}
