package io.guardlake.jobs.alert.deliver;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many notices of a run could be delivered now, for whoever watches the run from within the
 * same JVM. What waits for a sink that takes nothing does not count.
 */
public final class Backlog {
  private static final Map<String, Map<String, Integer>> RUNS = new ConcurrentHashMap<>();

  private Backlog() {}

  /** Whether nothing of a run is on its way to a sink that takes it. */
  public static boolean isEmpty(String runId) {
    return RUNS.getOrDefault(runId, Map.of()).values().stream().allMatch(count -> count == 0);
  }

  /** Forgets a run that has ended. */
  public static void forget(String runId) {
    RUNS.remove(runId);
  }

  static void tell(String runId, String sink, int count) {
    RUNS.computeIfAbsent(runId, any -> new ConcurrentHashMap<>()).put(sink, count);
  }
}
