package io.guardlake.cli;

import io.guardlake.jobs.config.UsageException;
import io.guardlake.jobs.replay.ObjectGlob;
import io.guardlake.schemas.quarantine.QuarantineReason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which rows of quarantine a command is about. */
final class QuarantineFilter {
  @Option(
      names = "--reason",
      split = ",",
      paramLabel = "REASON",
      description = "Only rows of these reasons, such as kms_denied. May be given several times.")
  private List<String> reasons = List.of();

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description =
          "Only rows quarantined then or later: 2026-01-31, or 2026-01-31T06:00:00Z. Times are UTC.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Only rows quarantined before then; of a day alone, up to its end.")
  private String to;

  @Option(
      names = "--object",
      paramLabel = "URI",
      description = "Only rows of this object; * stands for any characters, ? for one.")
  private String object;

  Set<QuarantineReason> reasons() {
    Set<QuarantineReason> found = EnumSet.noneOf(QuarantineReason.class);

    for (String code : reasons) {
      Optional<QuarantineReason> reason =
          Arrays.stream(QuarantineReason.values())
              .filter(known -> known.code().equals(code.strip()))
              .findFirst();
      found.add(reason.orElseThrow(() -> unknown(code)));
    }

    return found;
  }

  /** The first moment, or null. */
  Instant from() {
    return from == null ? null : time("--from", from, 0);
  }

  /** The moment after the last, or null. */
  Instant to() {
    return to == null ? null : time("--to", to, 1);
  }

  /** The objects, or null for any. */
  ObjectGlob object() {
    return object == null ? null : new ObjectGlob(object);
  }

  /** What follows WHERE in SQL over quarantine or a view of it. */
  String sql() {
    List<String> conditions = new ArrayList<>();
    conditions.add("true");

    if (!reasons.isEmpty()) {
      conditions.add(
          reasons().stream()
              .map(reason -> "'" + reason.code() + "'")
              .collect(Collectors.joining(", ", "reason IN (", ")")));
    }

    if (from() != null) {
      conditions.add("quarantined_at >= " + literal(from()));
    }

    if (to() != null) {
      conditions.add("quarantined_at < " + literal(to()));
    }

    if (object() != null) {
      conditions.add(
          "regexp_full_match(source_uri, '%s')".formatted(object().regex().replace("'", "''")));
    }

    return String.join(" AND ", conditions);
  }

  private static String literal(Instant time) {
    return "TIMESTAMP '%s'".formatted(time.atOffset(ZoneOffset.UTC).toLocalDateTime());
  }

  private static Instant time(String option, String text, int daysAfter) {
    try {
      return text.contains("T")
          ? Instant.parse(text.strip())
          : LocalDate.parse(text.strip())
              .plusDays(daysAfter)
              .atStartOfDay(ZoneOffset.UTC)
              .toInstant();
    } catch (DateTimeParseException e) {
      throw new UsageException(
          "%s is '%s'; it must be a day such as 2026-01-31 or a time such as 2026-01-31T06:00:00Z."
              .formatted(option, text),
          e);
    }
  }

  private static UsageException unknown(String code) {
    return new UsageException(
        "There is no reason '%s'. The reasons are %s."
            .formatted(
                code,
                Arrays.stream(QuarantineReason.values())
                    .map(QuarantineReason::code)
                    .collect(Collectors.joining(", "))));
  }
}
