package io.guardlake.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guardlake.jobs.config.JobKind;
import io.guardlake.jobs.run.RunSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A run's summary, for people and for programs. */
final class SummaryText {
  /** Raised when a field of the JSON changes its meaning. */
  private static final int FORMAT_VERSION = 1;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private SummaryText() {}

  static String json(JobKind job, RunSummary summary) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("formatVersion", FORMAT_VERSION);
    fields.put("job", job.label());
    fields.put("ending", summary.ending().name().toLowerCase(Locale.ROOT));
    fields.put("objects", summary.objects());
    fields.put("bytes", summary.bytes());
    fields.put("rawBytes", summary.rawBytes());
    fields.put("findings", summary.findings());
    fields.put("versionsWritten", summary.versionsWritten());
    fields.put("duplicatesDropped", summary.duplicatesDropped());
    fields.put("quarantined", summary.quarantined());
    fields.put("erased", summary.erased());
    fields.put("files", summary.files());
    fields.put("skippedDays", summary.skippedDays());
    fields.put("drift", DriftText.byPath(summary.drift()));
    fields.put("topDrift", DriftText.top(summary.drift()));
    fields.put("lateObjects", summary.lateObjects());
    fields.put("objectsBeforeHorizon", summary.objectsBeforeHorizon());
    fields.put("seconds", summary.seconds());

    try {
      return MAPPER.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of numbers and texts is always JSON", e);
    }
  }

  static String sentences(JobKind job, RunSummary summary) {
    StringBuilder text = new StringBuilder();
    double megabytes = summary.bytes() / 1e6;
    text.append(
        String.format(
            Locale.ROOT,
            "%s %s in %.1f s: %,d objects (%.1f MB compressed), %,.0f findings/s, %.1f MB of JSON/s.%n",
            job.label(),
            ending(summary),
            summary.seconds(),
            summary.objects(),
            megabytes,
            summary.findings() / Math.max(summary.seconds(), 0.001),
            summary.rawBytes() / 1e6 / Math.max(summary.seconds(), 0.001)));
    text.append(
        String.format(
            Locale.ROOT,
            "%,d findings read: %,d versions written in %,d files, %,d repeats dropped; %,d rows"
                + " in quarantine.",
            summary.findings(),
            summary.versionsWritten(),
            summary.files(),
            summary.duplicatesDropped(),
            summary.quarantined()));

    if (!summary.skippedDays().isEmpty()) {
      text.append(skipped(summary.skippedDays()));
    }

    if (summary.erased() > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%,d lines and objects were dropped, because what they belong to was erased.",
              summary.erased()));
    }

    if (summary.objectsBeforeHorizon() > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%,d objects of days before the horizon were not read; read them with: guardlake"
                  + " backfill %s",
              summary.objectsBeforeHorizon(),
              summary.daysBeforeHorizon()));
    }

    return text.append(DriftText.sentences(summary.drift())).toString();
  }

  private static String skipped(List<String> days) {
    String first = days.get(0);
    String last = days.get(days.size() - 1);
    return String.format(
        Locale.ROOT,
        "%n%,d export days were left to the ingest that is running, which owns them: %s. To backfill"
            + " them, stop it first.",
        days.size(),
        first.equals(last) ? first : first + " to " + last);
  }

  private static String ending(RunSummary summary) {
    return switch (summary.ending()) {
      case FINISHED -> "finished";
      case IDLE -> "stopped, nothing new came,";
      case STOPPED -> "stopped";
    };
  }
}
