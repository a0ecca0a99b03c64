package io.guardlake.jobs.source;

import java.util.List;

/**
 * Counts keys that are skipped, each once however often it is listed. Up to a limit, because anyone
 * who can write to a bucket can write any number of them.
 */
final class SkippedKeys {
  private static final int LIMIT = 100_000;
  private static final int ANY_DAY = 0;

  private final SeenObjects foreign = new SeenObjects();
  private final SeenObjects markers = new SeenObjects();
  private final SeenObjects beforeHorizon = new SeenObjects();
  private int oldestDay = Integer.MAX_VALUE;
  private int newestDay = Integer.MIN_VALUE;

  void add(List<ExportObject> foreignObjects, List<ExportObject> markerObjects) {
    add(foreign, foreignObjects);
    add(markers, markerObjects);
  }

  private static void add(SeenObjects seen, List<ExportObject> objects) {
    for (ExportObject object : objects) {
      if (seen.size() >= LIMIT) {
        return;
      }

      // By name alone: a foreign file that changes is still the same.
      seen.add(ANY_DAY, new ExportObject(object.uri(), "", 0, 0));
    }
  }

  /** Counts an object of an export day that is no longer read. */
  void addBeforeHorizon(int day, ExportObject object) {
    oldestDay = Math.min(oldestDay, day);
    newestDay = Math.max(newestDay, day);
    add(beforeHorizon, List.of(object));
  }

  int beforeHorizon() {
    return beforeHorizon.size();
  }

  /** The days of what was before the horizon; nothing may be asked where there was none. */
  DayRange daysBeforeHorizon() {
    return new DayRange(oldestDay, newestDay);
  }

  int foreign() {
    return foreign.size();
  }

  int markers() {
    return markers.size();
  }
}
