package io.guardlake.jobs.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * The counts of one run of a job whose tasks are in this JVM. Subtasks publish what they have
 * counted since the run began, so that a task restarted from a checkpoint counts nothing twice.
 */
public final class RunCounters {
  private static final Map<String, RunCounters> RUNS = new ConcurrentHashMap<>();

  /** So many different paths are told apart; input cannot make the run remember more. */
  private static final int MOST_DRIFT_PATHS = 1_000;

  private final Map<String, AtomicLongArray> subtasks = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> drift = new ConcurrentHashMap<>();

  private RunCounters() {}

  /** The counts of a run; they come into being when first asked for. */
  public static RunCounters of(String runId) {
    return RUNS.computeIfAbsent(runId, id -> new RunCounters());
  }

  /** Forgets a run. */
  public static void forget(String runId) {
    RUNS.remove(runId);
  }

  /** Where a subtask publishes, by the counter's ordinal. */
  AtomicLongArray subtask(String name) {
    return subtasks.computeIfAbsent(
        name, missing -> new AtomicLongArray(JobCounter.values().length));
  }

  /** Counts data files that are in their table now. */
  public void committed(int files) {
    subtask("commit").addAndGet(JobCounter.FILES.ordinal(), files);
  }

  /** Counts one field that no column could take; paths past the first thousand are left out. */
  public void drifted(String path) {
    LongAdder count = drift.get(path);

    if (count == null && drift.size() < MOST_DRIFT_PATHS) {
      count = drift.computeIfAbsent(path, missing -> new LongAdder());
    }

    if (count != null) {
      count.increment();
    }
  }

  /** The fields that no column could take, with how often, by path. */
  public Map<String, Long> drift() {
    Map<String, Long> counts = new TreeMap<>();
    drift.forEach((path, count) -> counts.put(path, count.sum()));
    return counts;
  }

  /** The count so far. */
  public long count(JobCounter counter) {
    return subtasks.values().stream().mapToLong(counts -> counts.get(counter.ordinal())).sum();
  }

  /** All counts so far. */
  public Map<JobCounter, Long> all() {
    Map<JobCounter, Long> all = new EnumMap<>(JobCounter.class);

    for (JobCounter counter : JobCounter.values()) {
      all.put(counter, count(counter));
    }

    return all;
  }
}
