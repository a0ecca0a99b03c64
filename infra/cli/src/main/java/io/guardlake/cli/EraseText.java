package io.guardlake.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guardlake.cli.console.Escapes;
import io.guardlake.jobs.erase.EraseSettings;
import io.guardlake.jobs.erase.EraseSummary;
import io.guardlake.jobs.erase.EraseSummary.TableSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What an erasure did and what remains elsewhere, for people and for programs. */
final class EraseText {
  /** Raised when a field of the JSON changes its meaning. */
  private static final int FORMAT_VERSION = 1;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private EraseText() {}

  static String json(EraseSummary summary) {
    EraseSettings settings = summary.settings();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("formatVersion", FORMAT_VERSION);
    fields.put("job", "erase");
    fields.put("kind", settings.target().kind().code());
    fields.put("id", settings.target().id());
    fields.put("dryRun", settings.run() == EraseSettings.Run.DRY);
    fields.put("rows", summary.rows());
    fields.put("tables", summary.tables());
    fields.put("sources", summary.sources());
    fields.put("moreSources", summary.moreSources());
    fields.put(
        "remains",
        Remains.of(summary).stream()
            .map(remains -> Map.of("what", remains.what(), "commands", remains.commands()))
            .toList());
    fields.put("seconds", summary.seconds());

    try {
      return MAPPER.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of numbers and texts is always JSON", e);
    }
  }

  static String sentences(EraseSummary summary) {
    EraseSettings settings = summary.settings();
    boolean dry = settings.run() == EraseSettings.Run.DRY;
    StringBuilder text = new StringBuilder();

    for (TableSummary table : summary.tables()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%s: %,d rows %s, %,d files written anew without them, %,d removed; %,d snapshots"
                  + " expired.%n",
              table.table(),
              table.rows(),
              dry ? "to erase" : "erased",
              table.filesReplaced(),
              table.filesRemoved(),
              table.snapshotsExpired()));
    }

    text.append(
        String.format(
            Locale.ROOT,
            "%s %s %s: %,d rows in %.1f s.",
            dry ? "Would erase" : "Erased",
            settings.target().kind().code(),
            settings.target().id(),
            summary.rows(),
            summary.seconds()));
    List<Remains> remains = Remains.of(summary);

    if (!dry) {
      text.append(" Ingest, backfill, replay and compact refuse it from now on.");
    }

    text.append(String.format("%n%nWhat remains elsewhere, and how to remove it:"));

    for (Remains one : remains) {
      text.append(String.format("%n- %s", Escapes.forTerminal(one.what())));
      one.commands()
          .forEach(command -> text.append(String.format("%n    %s", Escapes.forTerminal(command))));
    }

    return text.toString();
  }
}
