package io.guardlake.schemas.finding;

import io.guardlake.schemas.finding.ReadResult.Rejected;
import io.guardlake.schemas.quarantine.QuarantineReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What a finding must have and must not contradict before it becomes a row. */
final class FindingChecks {
  private static final long FIRST_UPDATE = Times.micros(Instant.parse("2017-01-01T00:00:00Z"));
  private static final long END_OF_UPDATES = Times.micros(Instant.parse("2100-01-01T00:00:00Z"));

  /** How far a finding's clock may be ahead of its object's. */
  private static final Duration CLOCK_SKEW = Duration.ofHours(24);

  private static final long CLOCK_SKEW_MICROS = TimeUnit.HOURS.toMicros(CLOCK_SKEW.toHours());

  private static final int QUOTED = 120;

  /** The columns whose fields a finding must have, by the order in which they are checked. */
  private static final FindingColumn[] NEEDED = {
    FindingColumn.FINDING_ID,
    FindingColumn.ACCOUNT_ID,
    FindingColumn.REGION,
    FindingColumn.FINDING_TYPE,
    FindingColumn.UPDATED_AT,
    FindingColumn.SEVERITY_SCORE
  };

  private final Set<String> allowedAccounts;

  FindingChecks(Set<String> allowedAccounts) {
    this.allowedAccounts = Set.copyOf(allowedAccounts);
  }

  /** Why the finding cannot be taken, if so. */
  Optional<Rejected> check(RowBuilder row, LineOrigin origin) {
    for (FindingColumn column : NEEDED) {
      Optional<Rejected> problem = checkNeeded(row, column);

      if (problem.isPresent()) {
        return problem;
      }
    }

    return checkProvenance(row, origin);
  }

  private static Optional<Rejected> checkNeeded(RowBuilder row, FindingColumn column) {
    Object value = row.cell(column);
    String problem = value == null ? unreadable(column) : outOfRange(column, value);

    if (problem == null) {
      return Optional.empty();
    }

    String field = column.sources().get(0);

    if (value == null && row.offset(column) < 0) {
      return rejected(QuarantineReason.MISSING_FIELD, field + " is missing or null", 0);
    }

    return rejected(
        QuarantineReason.BAD_FIELD,
        "%s at byte %d %s".formatted(field, row.offset(column), problem),
        row.offset(column));
  }

  private static String unreadable(FindingColumn column) {
    return switch (column.type()) {
      case DOUBLE -> "is not a finite number";
      case TIMESTAMP -> "is not a time";
      case STRING -> "is not a text, or an empty one";
      case UTF8, BINARY, BIGINT, INT, BOOLEAN, STRING_LIST, STRING_MAP ->
          "has a value that cannot be read";
    };
  }

  private static String outOfRange(FindingColumn column, Object value) {
    if (column == FindingColumn.SEVERITY_SCORE && (Double) value < 0) {
      return "is below 0: " + value;
    }

    if (column == FindingColumn.UPDATED_AT
        && ((Long) value < FIRST_UPDATE || (Long) value >= END_OF_UPDATES)) {
      return "is not between 2017-01-01 and 2099-12-31";
    }

    return null;
  }

  private Optional<Rejected> checkProvenance(RowBuilder row, LineOrigin origin) {
    String account = (String) row.cell(FindingColumn.ACCOUNT_ID);

    if (!allowedAccounts.isEmpty() && !allowedAccounts.contains(account)) {
      return contradiction("account %s is not one of the accounts to read", account);
    }

    long updatedAt = (Long) row.cell(FindingColumn.UPDATED_AT);
    long latest = Math.addExact(Times.micros(origin.exportedAt()), CLOCK_SKEW_MICROS);

    if (updatedAt > latest) {
      return rejected(
          QuarantineReason.PROVENANCE,
          "updatedAt at byte %d is more than %d hours after the object's last-modified time, %s"
              .formatted(
                  row.offset(FindingColumn.UPDATED_AT), CLOCK_SKEW.toHours(), origin.exportedAt()),
          row.offset(FindingColumn.UPDATED_AT));
    }

    String text = (String) row.cell(FindingColumn.ARN);
    return text == null ? Optional.empty() : checkArn(row, text);
  }

  private static Optional<Rejected> checkArn(RowBuilder row, String text) {
    Optional<FindingArn> parsed = FindingArn.parse(text);

    if (parsed.isEmpty()) {
      return contradiction("arn is not the ARN of a finding: %s", text);
    }

    FindingArn arn = parsed.get();

    if (!arn.isOfAccount((String) row.cell(FindingColumn.ACCOUNT_ID))) {
      return contradiction("arn names another account than accountId: %s", text);
    }

    if (!arn.isOfRegion((String) row.cell(FindingColumn.REGION))) {
      return contradiction("arn names another region than region: %s", text);
    }

    if (!arn.isOfFinding((String) row.cell(FindingColumn.FINDING_ID))) {
      return contradiction("arn names another finding than id: %s", text);
    }

    if (row.cell(FindingColumn.AWS_PARTITION) == null) {
      row.set(FindingColumn.AWS_PARTITION, arn.partition());
    }

    if (row.cell(FindingColumn.DETECTOR_ID) == null) {
      row.set(FindingColumn.DETECTOR_ID, arn.detectorId());
    }

    return Optional.empty();
  }

  private static Optional<Rejected> contradiction(String sentence, String quoted) {
    String shortened = quoted.length() > QUOTED ? quoted.substring(0, QUOTED) + "..." : quoted;
    return rejected(
        QuarantineReason.PROVENANCE, sentence.formatted(Utf8.withoutLoneSurrogates(shortened)), 0);
  }

  private static Optional<Rejected> rejected(QuarantineReason reason, String detail, int offset) {
    return Optional.of(new Rejected(reason, detail, offset));
  }
}
