package io.guardlake.jobs.source;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps objects back until everything is learnt and a checkpoint holds what was learnt. Only then
 * can no object be read by a job whose state lacks what the table has: whatever state it is set
 * back to, either objects are still kept back, or the state knows.
 */
final class Learning {
  /** Where the job stands. */
  enum Phase {
    /** What there is to learn is not known yet. */
    NEW,
    /** Some is still to be learnt, or no checkpoint holds it yet. */
    LEARNING,
    /** Objects may be read. */
    RELEASED
  }

  private static final long NONE = -1;

  private final String runId;
  private Phase phase;
  private final ArrayDeque<ExportSplit.Learning> waiting;
  private final Set<String> given;
  private long heldBy = NONE;

  Learning(
      String runId,
      Phase phase,
      Collection<ExportSplit.Learning> waiting,
      Collection<String> given) {
    this.runId = runId;
    this.phase = phase;
    this.waiting = new ArrayDeque<>(waiting);
    this.given = new HashSet<>(given);
  }

  /** Whether a part to learn is one of this run's. */
  static boolean isOf(String runId, String splitId) {
    return splitId.startsWith(prefix(runId));
  }

  private static String prefix(String runId) {
    return "learn-" + runId + "-";
  }

  Phase phase() {
    return phase;
  }

  void load(List<String> parts) {
    if (phase != Phase.NEW) {
      return;
    }

    for (String part : parts) {
      waiting.add(new ExportSplit.Learning(prefix(runId) + waiting.size(), part));
    }

    phase = parts.isEmpty() ? Phase.RELEASED : Phase.LEARNING;
  }

  /** Whether every part is learnt, so that only a checkpoint is missing. */
  boolean isLearnt() {
    return phase == Phase.LEARNING && waiting.isEmpty() && given.isEmpty();
  }

  /** The next part to hand out, or null. */
  ExportSplit.Learning poll() {
    ExportSplit.Learning split = waiting.poll();

    if (split != null) {
      given.add(split.splitId());
    }

    return split;
  }

  /** Takes a part back that its reader lost. */
  void addBack(ExportSplit.Learning split) {
    given.remove(split.splitId());
    waiting.add(split);
    heldBy = NONE;
  }

  /** A reader holds a part, perhaps again after it was set back. */
  void held(String splitId) {
    if (phase == Phase.LEARNING) {
      given.add(splitId);
      heldBy = NONE;
    }
  }

  void finished(String splitId) {
    given.remove(splitId);
  }

  /** A checkpoint is taken; the readers' part of it comes after this. */
  void snapshot(long checkpoint) {
    if (isLearnt() && heldBy == NONE) {
      heldBy = checkpoint;
    }
  }

  /** A checkpoint is complete; true where this releases the objects. */
  boolean completed(long checkpoint) {
    if (phase != Phase.LEARNING || heldBy == NONE || checkpoint < heldBy) {
      return false;
    }

    phase = Phase.RELEASED;
    return true;
  }

  List<ExportSplit.Learning> waiting() {
    return List.copyOf(waiting);
  }

  Set<String> given() {
    return Set.copyOf(given);
  }
}
