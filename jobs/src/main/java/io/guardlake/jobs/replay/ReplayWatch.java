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

/**
 * What becomes of the objects of a replay while the pipeline reads them. Rows that fail again are
 * in quarantine already, so they do not go there once more, though the reason be another now.
 */
final class ReplayWatch {
  private static final String REPLACED =
      "The object was replaced since; a backfill of its day reads what it is now.";

  /** What is wrong with what an object holds, and so is a row of its own whatever was before. */
  private static final Set<QuarantineReason> OF_CONTENT =
      Set.of(QuarantineReason.BROKEN_GZIP, QuarantineReason.OBJECT_TOO_LARGE);

  private final Map<String, List<ReplayObject>> objects = new HashMap<>();
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  ReplayWatch(List<ReplayObject> all) {
    for (ReplayObject object : all) {
      objects.computeIfAbsent(object.uri(), uri -> new ArrayList<>()).add(object);
    }
  }

  private record LineKey(String etag, int line) {}

  private record Failure(QuarantineReason reason, String detail) {}

  /** What an object showed, in each shape, by ETag, that it was met in. */
  private static final class Seen {
    private final Map<LineKey, Settlement> lines = new ConcurrentHashMap<>();
    private final Map<String, Failure> failures = new ConcurrentHashMap<>();
    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    private final Set<String> fromKeptBytes = ConcurrentHashMap.newKeySet();
  }

  boolean wants(ExportObject object, int line) {
    return planned(object).stream().anyMatch(planned -> planned.wants(object.etag(), line));
  }

  void accepted(ExportObject object, int line) {
    if (hasRow(object, line)) {
      seen(object).lines.put(new LineKey(object.etag(), line), Settlement.replayed());
    }
  }

  boolean rejected(ExportObject object, Integer line, QuarantineReason reason, String detail) {
    if (line == null) {
      seen(object).failures.put(object.etag(), new Failure(reason, detail));
      return OF_CONTENT.contains(reason);
    }

    if (!hasRow(object, line)) {
      return true;
    }

    Settlement stillBad = Settlement.failed(SettledOutcome.STILL_BAD, reason, detail);
    seen(object).lines.put(new LineKey(object.etag(), line), stillBad);
    return false;
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
    return Optional.of(row.line() == null ? ofObject(found, etag, row) : ofLine(found, etag, row));
  }

  private static Settlement ofObject(Seen found, String etag, QuarantinedRow row) {
    if (found.fromKeptBytes.contains(etag)) {
      return new Settlement(SettledOutcome.GONE, "The object is gone, or was replaced since.");
    }

    if (found.failures.containsKey(etag)) {
      return ofFailure(found.failures.get(etag), row);
    }

    if (found.ended.contains(etag)) {
      return Settlement.replayed();
    }

    // It has another ETag now: whatever it is was read, or was not.
    return found.failures.values().stream()
        .findFirst()
        .map(failure -> ofFailure(failure, row))
        .orElse(
            new Settlement(
                SettledOutcome.REPLAYED,
                "The object was replaced since, and was read as it is now."));
  }

  private static Settlement ofFailure(Failure failure, QuarantinedRow row) {
    if (failure.reason() == QuarantineReason.NOT_FOUND) {
      return Settlement.failed(SettledOutcome.GONE, failure.reason(), failure.detail());
    }

    boolean another =
        row.line() == null
            && OF_CONTENT.contains(failure.reason())
            && !row.reason().equals(failure.reason().code());
    return Settlement.failed(
        another ? SettledOutcome.REPLAYED : SettledOutcome.STILL_BAD,
        failure.reason(),
        failure.detail());
  }

  private static Settlement ofLine(Seen found, String etag, QuarantinedRow row) {
    Settlement ofLine = found.lines.get(new LineKey(etag, row.line()));

    if (ofLine != null) {
      return ofLine;
    }

    if (found.failures.containsKey(etag)) {
      return ofFailure(found.failures.get(etag), row);
    }

    return found.ended.contains(etag)
        ? new Settlement(SettledOutcome.STILL_BAD, "The object has no line " + row.line() + " now.")
        : new Settlement(SettledOutcome.GONE, REPLACED);
  }

  /** Whether a line is one that a row of its own is replayed of: nobody asks for the others. */
  private boolean hasRow(ExportObject object, int line) {
    return planned(object).stream().anyMatch(planned -> planned.hasRowOf(object.etag(), line));
  }

  private List<ReplayObject> planned(ExportObject object) {
    return objects.getOrDefault(object.uri(), List.of());
  }

  private Seen seen(ExportObject object) {
    return seen.computeIfAbsent(object.uri(), any -> new Seen());
  }

  /** The watch of a replay that runs in this JVM, found by its name. */
  record Remote(String replay) implements ReadWatch {
    private static final long serialVersionUID = 1;

    @Override
    public boolean wants(ExportObject object, int line) {
      return watch().wants(object, line);
    }

    @Override
    public void accepted(ExportObject object, int line) {
      watch().accepted(object, line);
    }

    @Override
    public boolean rejected(
        ExportObject object, Integer line, QuarantineReason reason, String detail) {
      return watch().rejected(object, line, reason, detail);
    }

    @Override
    public void ended(ExportObject object) {
      watch().ended(object);
    }

    private ReplayWatch watch() {
      return RunningReplay.of(replay).watch();
    }
  }
}
