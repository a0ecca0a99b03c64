package io.guardlake.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guardlake.jobs.replay.ReplaySummary;
import io.guardlake.jobs.run.RunSummary;
import io.guardlake.schemas.quarantine.SettledOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a replay did, or would do, for people and for programs. */
final class ReplayText {
  /** Raised when a field of the JSON changes its meaning. */
  private static final int FORMAT_VERSION = 1;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ReplayText() {}

  /** Whether it was done. */
  enum Tense {
    DID,
    WOULD
  }

  static String json(ReplaySummary summary, Tense tense) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("formatVersion", FORMAT_VERSION);
    fields.put("dryRun", tense == Tense.WOULD);
    fields.put("selected", summary.selected());

    if (tense == Tense.DID) {
      fields.put("replayed", summary.count(SettledOutcome.REPLAYED));
      fields.put("stillBad", summary.count(SettledOutcome.STILL_BAD));
      fields.put("gone", summary.count(SettledOutcome.GONE));
    }

    fields.put("left", summary.countLeft());
    fields.put("leftBecause", summary.left());
    fields.put("byReason", summary.byReason());
    fields.put("objects", summary.objects());
    RunSummary run = summary.run();
    fields.put("findings", run == null ? 0 : run.findings());
    fields.put("versionsWritten", run == null ? 0 : run.versionsWritten());
    fields.put("duplicatesDropped", run == null ? 0 : run.duplicatesDropped());
    fields.put("quarantined", run == null ? 0 : run.quarantined());
    fields.put("skippedDays", run == null ? List.of() : run.skippedDays());
    fields.put("seconds", run == null ? 0 : run.seconds());

    try {
      return MAPPER.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of numbers and texts is always JSON", e);
    }
  }

  static String sentences(ReplaySummary summary, Tense tense) {
    StringBuilder text = new StringBuilder();

    if (summary.selected() == 0) {
      return "Nothing is open in quarantine that was asked for.";
    }

    summary
        .byReason()
        .forEach((reason, rows) -> text.append(format("%s: %,d rows%n", reason, rows)));

    if (tense == Tense.WOULD) {
      text.append(
          format(
              "%,d rows of %,d objects would be read again.",
              summary.selected() - summary.countLeft(), summary.objects()));
    } else {
      text.append(
          format(
              "%,d of %,d rows replayed, %,d are still bad and stay open, %,d are gone.",
              summary.count(SettledOutcome.REPLAYED),
              summary.selected(),
              summary.count(SettledOutcome.STILL_BAD),
              summary.count(SettledOutcome.GONE)));
    }

    if (summary.run() != null) {
      text.append(
          format(
              "%n%,d findings read: %,d versions written, %,d repeats dropped; %,d new rows in"
                  + " quarantine; %.1f s.",
              summary.run().findings(),
              summary.run().versionsWritten(),
              summary.run().duplicatesDropped(),
              summary.run().quarantined(),
              summary.run().seconds()));
    }

    summary
        .left()
        .forEach((why, rows) -> text.append(format("%n%,d rows were left: %s.", rows, why)));
    return text.toString();
  }

  private static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
