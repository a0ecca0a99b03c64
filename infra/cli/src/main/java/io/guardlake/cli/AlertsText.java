package io.guardlake.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guardlake.cli.console.Escapes;
import io.guardlake.jobs.alert.rehearsal.Rehearsal;
import io.guardlake.jobs.alert.rehearsal.RuleTally;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What rules would have done, for people and for programs. */
final class AlertsText {
  /** Raised when a field of the JSON changes its meaning. */
  private static final int FORMAT_VERSION = 1;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private AlertsText() {}

  static String json(Rehearsal rehearsal) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("formatVersion", FORMAT_VERSION);
    fields.put("versions", rehearsal.versions());
    fields.put("rules", rehearsal.tallies().stream().map(AlertsText::fields).toList());

    try {
      return MAPPER.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of numbers and texts is always JSON", e);
    }
  }

  static String sentences(Rehearsal rehearsal) {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT, "%,d versions were shown to the rules.", rehearsal.versions()));

    for (RuleTally tally : rehearsal.tallies()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%s: %,d alerts, %,d old and %,d over the limit in digests, %,d suppressed",
              tally.rule(),
              tally.alerts(),
              tally.old(),
              tally.limited(),
              tally.suppressed()));

      for (RuleTally.Example example : tally.examples()) {
        text.append(
            String.format(
                Locale.ROOT,
                "%n  %.1f %s %s",
                example.score(),
                Escapes.forTerminal(example.type()),
                Escapes.forTerminal(example.findingId())));
      }
    }

    return text.toString();
  }

  private static Map<String, Object> fields(RuleTally tally) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rule", tally.rule());
    fields.put("alerts", tally.alerts());
    fields.put("old", tally.old());
    fields.put("limited", tally.limited());
    fields.put("suppressed", tally.suppressed());
    fields.put("reasons", new TreeMap<>(tally.reasons()));
    return fields;
  }
}
