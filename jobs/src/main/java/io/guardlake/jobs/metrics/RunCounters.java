package io.guardlake.jobs.metrics;

import io.guardlake.schemas.finding.FieldDrift;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The counts of one run of a job whose tasks are in this JVM. Subtasks publish what they have
 * counted since the run began, so that a task restarted from a checkpoint counts nothing twice.
 */
public final class RunCounters {
  private static final Map<String, RunCounters> RUNS = new ConcurrentHashMap<>();

  private final Map<String, AtomicLongArray> subtasks = new ConcurrentHashMap<>();
  private volatile Map<FieldDrift, Long> drift = Map.of();

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

  /** Replaces what is known of the run's drift. */
  public void publishDrift(Map<FieldDrift, Long> counts) {
    drift = Map.copyOf(counts);
  }

  /** In how many versions that the run wrote each field drifts. */
  public Map<FieldDrift, Long> drift() {
    return drift;
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
