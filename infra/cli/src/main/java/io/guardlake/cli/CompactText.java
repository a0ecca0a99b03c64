package io.guardlake.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guardlake.jobs.compact.CompactSummary;
import io.guardlake.jobs.compact.CompactSummary.TableSummary;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a compaction did, for people and for programs. */
final class CompactText {
  /** Raised when a field of the JSON changes its meaning. */
  private static final int FORMAT_VERSION = 1;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private CompactText() {}

  static String json(CompactSummary summary) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("formatVersion", FORMAT_VERSION);
    fields.put("job", "compact");
    fields.put("tables", summary.tables().stream().map(CompactText::fields).toList());
    fields.put("daysCompacted", summary.daysCompacted());
    fields.put("snapshotsExpired", summary.snapshotsExpired());
    fields.put("orphansRemoved", summary.orphansRemoved());
    fields.put("asOf", summary.asOf() == null ? null : summary.asOf().toString());
    fields.put("seconds", summary.seconds());

    try {
      return MAPPER.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of numbers and texts is always JSON", e);
    }
  }

  static String sentences(CompactSummary summary) {
    StringBuilder text = new StringBuilder();

    for (TableSummary table : summary.tables()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%s: %,d files of %.1f MB, before %,d of %.1f MB;%s %,d snapshots expired, %,d orphans"
                  + " removed.%n",
              table.table(),
              table.after().files(),
              table.after().bytes() / 1e6,
              table.before().files(),
              table.before().bytes() / 1e6,
              days(table),
              table.snapshotsExpired(),
              table.orphansRemoved()));
    }

    text.append(String.format(Locale.ROOT, "compact finished in %.1f s", summary.seconds()));

    if (summary.asOf() != null) {
      text.append(", findings_latest_snapshot shows ").append(summary.asOf());
    }

    return text.append('.').toString();
  }

  private static String days(TableSummary table) {
    if (table.daysCompacted() + table.daysLeftAlone() + table.daysDropped() == 0) {
      return "";
    }

    return String.format(
        Locale.ROOT,
        " %,d days compacted, %,d left alone, %,d dropped;",
        table.daysCompacted(),
        table.daysLeftAlone(),
        table.daysDropped());
  }

  private static Map<String, Object> fields(TableSummary table) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("table", table.table());
    fields.put("filesBefore", table.before().files());
    fields.put("filesAfter", table.after().files());
    fields.put("bytesBefore", table.before().bytes());
    fields.put("bytesAfter", table.after().bytes());
    fields.put("daysCompacted", table.daysCompacted());
    fields.put("daysLeftAlone", table.daysLeftAlone());
    fields.put("daysDropped", table.daysDropped());
    fields.put("snapshotsExpired", table.snapshotsExpired());
    fields.put("orphansRemoved", table.orphansRemoved());
    return fields;
  }
}
