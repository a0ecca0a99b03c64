package io.guardlake.jobs.replay;

import io.guardlake.jobs.pipeline.ReadWatch;
import io.guardlake.jobs.source.ExportObject;
import io.guardlake.schemas.quarantine.QuarantineReason;
import io.guardlake.schemas.quarantine.SettledOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What becomes of the objects of a replay while the pipeline reads them. */
final class ReplayWatch {
  private static final String REPLACED =
      "The object was replaced since; a backfill of its day reads what it is now.";

  private final Map<String, List<ReplayObject>> objects = new HashMap<>();
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  ReplayWatch(List<ReplayObject> all) {
    for (ReplayObject object : all) {
      objects.computeIfAbsent(object.uri(), uri -> new ArrayList<>()).add(object);
    }
  }

  /** A line of an object as it was at a time. */
  private record LineKey(String etag, int line) {}

  /** What an object showed, in each shape that it was met in. */
  private static final class Seen {
    private final Map<LineKey, Settlement> lines = new ConcurrentHashMap<>();
    private final Map<String, Settlement> failures = new ConcurrentHashMap<>();
    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    private final Set<String> fromKeptBytes = ConcurrentHashMap.newKeySet();
  }

  boolean wants(ExportObject object, int line) {
    return objects.getOrDefault(object.uri(), List.of()).stream()
        .anyMatch(planned -> planned.wants(line));
  }

  void accepted(ExportObject object, int line) {
    seen(object).lines.put(
        new LineKey(object.etag(), line), new Settlement(SettledOutcome.REPLAYED, null));
  }

  void rejected(ExportObject object, Integer line, QuarantineReason reason, String detail) {
    SettledOutcome outcome =
        line == null && reason == QuarantineReason.NOT_FOUND
            ? SettledOutcome.GONE
            : SettledOutcome.STILL_BAD;
    Settlement settlement = new Settlement(outcome, reason.code() + ": " + detail);

    if (line == null) {
      seen(object).failures.put(object.etag(), settlement);
    } else {
      seen(object).lines.put(new LineKey(object.etag(), line), settlement);
    }
  }

  void ended(ExportObject object) {
    seen(object).ended.add(object.etag());
  }

  /** In place of an object, the lines that are kept of it are read. */
  void readFromKeptBytes(String uri, String etag) {
    seen.computeIfAbsent(uri, any -> new Seen()).fromKeptBytes.add(etag);
  }

  /** What became of a row; empty where its object was not read. */
  Optional<Settlement> settlement(ReplayObject object, QuarantinedRow row) {
    Seen found = seen.get(object.uri());

    if (found == null || found.ended.isEmpty()) {
      return Optional.empty();
    }

    // An object whose ETag nobody knew is what it was met as.
    String etag =
        object.etag().isEmpty() && !found.ended.contains("")
            ? found.ended.iterator().next()
            : object.etag();
    return Optional.of(
        row.line() == null ? ofObject(found, etag) : ofLine(found, etag, row.line()));
  }

  private static Settlement ofObject(Seen found, String etag) {
    if (found.fromKeptBytes.contains(etag)) {
      return new Settlement(SettledOutcome.GONE, "The object is gone, or was replaced since.");
    }

    if (found.ended.contains(etag)) {
      return found.failures.getOrDefault(etag, new Settlement(SettledOutcome.REPLAYED, null));
    }

    // It has another ETag now: whatever it is was read, or was not.
    return found.failures.values().stream()
        .findFirst()
        .orElse(
            new Settlement(
                SettledOutcome.REPLAYED,
                "The object was replaced since, and was read as it is now."));
  }

  private static Settlement ofLine(Seen found, String etag, int line) {
    Settlement ofLine = found.lines.get(new LineKey(etag, line));

    if (ofLine != null) {
      return ofLine;
    }

    if (found.failures.containsKey(etag)) {
      return found.failures.get(etag);
    }

    return found.ended.contains(etag)
        ? new Settlement(SettledOutcome.STILL_BAD, "The object has no line " + line + " now.")
        : new Settlement(SettledOutcome.GONE, REPLACED);
  }

  private Seen seen(ExportObject object) {
    return seen.computeIfAbsent(object.uri(), any -> new Seen());
  }

  /** The watch of a replay that runs in this JVM, found by its name. */
  record Remote(String replay) implements ReadWatch {
    private static final long serialVersionUID = 1;

    @Override
    public boolean wants(ExportObject object, int line) {
      return RunningReplay.of(replay).watch().wants(object, line);
    }

    @Override
    public void accepted(ExportObject object, int line) {
      RunningReplay.of(replay).watch().accepted(object, line);
    }

    @Override
    public void rejected(
        ExportObject object, Integer line, QuarantineReason reason, String detail) {
      RunningReplay.of(replay).watch().rejected(object, line, reason, detail);
    }

    @Override
    public void ended(ExportObject object) {
      RunningReplay.of(replay).watch().ended(object);
    }
  }
}
