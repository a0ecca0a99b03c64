package io.guardlake.chaos;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a round, or several, came to; one that lost or doubled anything gives none.
 *
 * @param snapshots snapshots of findings that a reader went through
 * @param deeds what the nemesis did, and how often
 * @param faults what struck, and how often
 */
record Report(
    String title,
    long objects,
    long lines,
    long versions,
    long snapshots,
    Map<String, Integer> deeds,
    Map<String, Long> faults,
    Duration duration) {
  Report {
    deeds = new TreeMap<>(deeds);
    faults = new TreeMap<>(faults);
  }

  Report(
      Plan plan,
      long objects,
      long lines,
      long versions,
      long snapshots,
      Map<String, Integer> deeds,
      Map<String, Long> faults,
      Duration duration) {
    this(
        "seed %d, %s, %s".formatted(plan.seed(), plan.runner(), plan.storage()),
        objects,
        lines,
        versions,
        snapshots,
        deeds,
        faults,
        duration);
  }

  static Report nothing(String title) {
    return new Report(title, 0, 0, 0, 0, Map.of(), Map.of(), Duration.ZERO);
  }

  /** This and another, under this one's title. */
  Report plus(Report other) {
    Map<String, Integer> allDeeds = new TreeMap<>(deeds);
    other.deeds.forEach((deed, count) -> allDeeds.merge(deed, count, Integer::sum));
    Map<String, Long> allFaults = new TreeMap<>(faults);
    other.faults.forEach((fault, count) -> allFaults.merge(fault, count, Long::sum));
    return new Report(
        title,
        objects + other.objects,
        lines + other.lines,
        versions + other.versions,
        snapshots + other.snapshots,
        allDeeds,
        allFaults,
        duration.plus(other.duration));
  }

  @Override
  public String toString() {
    return "%s: %d objects, %d lines, %d versions, %d commits read, lost 0, doubled 0, %d s; deeds %s; faults %s"
        .formatted(title, objects, lines, versions, snapshots, duration.toSeconds(), deeds, faults);
  }
}
