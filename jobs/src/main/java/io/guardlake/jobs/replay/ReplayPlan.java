package io.guardlake.jobs.replay;

import io.guardlake.jobs.config.UsageException;
import io.guardlake.jobs.source.ExportLayout;
import io.guardlake.jobs.source.manifest.JsonEntries;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a replay is to read, worked out before anything is read.
 *
 * @param objects the objects, in the order of their export days
 * @param roots the sources that they belong to
 * @param left how many of the selected rows cannot be tried, by why
 */
record ReplayPlan(List<ReplayObject> objects, SortedSet<String> roots, Map<String, Integer> left) {
  static final String NOT_KEPT = "quarantine has not all of their bytes";
  private static final String NO_EXPORT = "their objects are of no export";

  ReplayPlan {
    objects = List.copyOf(objects);
    left = Map.copyOf(left);
  }

  /**
   * Plans.
   *
   * @param all every row of quarantine
   * @throws UsageException if the selected rows are of sources that cannot be read in one go
   */
  static ReplayPlan of(List<QuarantinedRow> all, ReplaySelection selection, ReadFirst first) {
    Map<Key, List<QuarantinedRow>> selected = new LinkedHashMap<>();
    Map<String, List<QuarantinedRow>> others = new HashMap<>();
    Map<String, Integer> left = new TreeMap<>();

    for (QuarantinedRow row : all) {
      boolean taken = selection.takes(row);

      if (!taken && row.line() != null) {
        others.computeIfAbsent(row.uri(), uri -> new ArrayList<>()).add(row);
      }

      if (!taken) {
        continue;
      }

      Optional<String> obstacle = obstacle(row, first);

      if (obstacle.isPresent()) {
        left.merge(obstacle.get(), 1, Integer::sum);
      } else {
        selected.computeIfAbsent(new Key(row.uri(), row.etag()), key -> new ArrayList<>()).add(row);
      }
    }

    SortedSet<String> roots = new TreeSet<>();
    List<ReplayObject> objects = new ArrayList<>();
    selected.forEach(
        (key, rows) -> {
          ExportLayout.Place place = ExportLayout.placeOf(key.uri()).orElseThrow();
          roots.add(place.root());
          objects.add(
              new ReplayObject(
                  key.uri(),
                  key.etag(),
                  place.day(),
                  rows,
                  others.getOrDefault(key.uri(), List.of())));
        });
    objects.sort(Comparator.comparing(ReplayObject::day));
    requireApart(roots);
    return new ReplayPlan(objects, roots, left);
  }

  private record Key(String uri, String etag) {}

  private static Optional<String> obstacle(QuarantinedRow row, ReadFirst first) {
    if (ExportLayout.placeOf(row.uri()).isEmpty()) {
      return Optional.of(NO_EXPORT);
    }

    boolean fromKeptBytes = first == ReadFirst.THE_KEPT_BYTES;
    return fromKeptBytes && !row.isKept() ? Optional.of(NOT_KEPT) : Optional.empty();
  }

  private static void requireApart(SortedSet<String> roots) {
    for (String outer : roots) {
      for (String inner : roots) {
        if (inner.startsWith(outer + "/")) {
          throw new UsageException(
              ("The rows are of the sources %s and %s, of which one lies in the other; replay them"
                      + " one after the other: --object '%s/AWSLogs/*' first.")
                  .formatted(outer, inner, inner));
        }
      }
    }
  }

  int rows() {
    return objects.stream().mapToInt(object -> object.rows().size()).sum();
  }

  int rowsLeft() {
    return left.values().stream().mapToInt(Integer::intValue).sum();
  }

  LocalDate firstDay() {
    return objects.get(0).day();
  }

  LocalDate lastDay() {
    return objects.get(objects.size() - 1).day();
  }

  /** The objects as a manifest in JSON Lines. */
  List<String> manifest() {
    return objects.stream().map(object -> JsonEntries.line(object.uri(), object.etag())).toList();
  }

  /** How many rows are to be replayed, by reason. */
  Map<String, Integer> byReason() {
    Map<String, Integer> reasons = new TreeMap<>();

    for (ReplayObject object : objects) {
      object.rows().forEach(row -> reasons.merge(row.reason(), 1, Integer::sum));
    }

    return reasons;
  }
}
