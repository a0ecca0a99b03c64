package io.guardlake.jobs.source;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/**
 * Hands splits to the readers that ask: what is to be learnt, then objects. Readers ask for several
 * at a time, so that one is there when another ends.
 */
final class Handout {
  private final SplitEnumeratorContext<ExportSplit> context;
  private final Learning learning;
  private final PendingObjects pending;
  private final SourceProgress progress;
  private final Map<Integer, Integer> requests = new LinkedHashMap<>();
  private final DiscoveryMetrics metrics;
  private final AssignedSplits assigned;

  /** Readers that were restored with objects and may not go on with them yet. */
  private final Set<Integer> heldBack = new HashSet<>();

  Handout(
      SplitEnumeratorContext<ExportSplit> context,
      Learning learning,
      PendingObjects pending,
      SourceProgress progress,
      DiscoveryMetrics metrics,
      LongSupplier nanoTime) {
    this.context = context;
    this.learning = learning;
    this.pending = pending;
    this.progress = progress;
    this.metrics = metrics;
    this.assigned = new AssignedSplits(nanoTime);
    // Whose these are is not known until every reader has told what it has.
    for (String id : learning.given()) {
      assigned.add(AssignedSplits.NOBODY, new HeldSplit(id, true, 0), List.of());
    }
  }

  void requested(int reader) {
    requests.merge(reader, 1, Integer::sum);
  }

  void started(int reader, ReaderStarted started) {
    assigned.started(reader, started.held());

    if (started.held().stream().anyMatch(split -> !split.learning())) {
      heldBack.add(reader);
    }

    started.held().stream()
        .filter(HeldSplit::learning)
        .forEach(split -> learning.held(split.splitId()));

    if (allReadersStarted()) {
      // What nobody claims was finished, and the word of it lost.
      assigned.forgetUnclaimed();
      learning.given().stream().filter(id -> !assigned.has(id)).forEach(learning::finished);
    }
  }

  void finished(HeldSplit split) {
    learning.finished(split.splitId());
    metrics.read(assigned.remove(split.splitId()));
    progress.finished(split.objects());
  }

  void returned(List<ExportSplit> splits, int reader) {
    requests.remove(reader);
    heldBack.remove(reader);
    assigned.lost(reader);

    for (ExportSplit split : splits) {
      List<Long> foundAt = assigned.remove(split.splitId());

      if (split instanceof ExportSplit.Objects objects) {
        pending.addBack(objects, foundAt);
      } else {
        learning.addBack((ExportSplit.Learning) split);
      }
    }
  }

  /** Hands out what there is to whoever waits; true where there was something. */
  boolean assign() {
    // A reader that failed is unregistered before its splits come back.
    requests.keySet().retainAll(context.registeredReaders().keySet());
    release();
    boolean any = false;
    boolean some = true;

    while (some) {
      some = false;

      for (Integer reader : List.copyOf(requests.keySet())) {
        some |= assignOne(reader);
      }

      any |= some;
    }

    return any;
  }

  private void release() {
    if (learning.phase() != Learning.Phase.RELEASED) {
      return;
    }

    heldBack.retainAll(context.registeredReaders().keySet());
    heldBack.forEach(reader -> context.sendEventToSourceReader(reader, new ObjectsReleased()));
    heldBack.clear();
  }

  /** Gives a reader that waits one split; false where there is none. */
  private boolean assignOne(int reader) {
    FoundSplit next = nextSplit();

    if (next == null) {
      return false;
    }

    HeldSplit held = HeldSplit.of(next.split());
    requests.computeIfPresent(reader, (any, count) -> count == 1 ? null : count - 1);
    assigned.add(reader, held, next.foundAt());
    progress.assigned(held.objects());
    context.assignSplit(next.split(), reader);
    return true;
  }

  private FoundSplit nextSplit() {
    return switch (learning.phase()) {
      case NEW -> null;
      case LEARNING -> nextToLearn();
      case RELEASED -> pending.poll(ExportReader.SPLITS_AT_A_TIME * context.currentParallelism());
    };
  }

  private FoundSplit nextToLearn() {
    ExportSplit.Learning split = learning.poll();
    return split == null ? null : new FoundSplit(split, List.of());
  }

  /** Tells whoever waits that nothing comes any more. */
  void end() {
    requests.keySet().forEach(context::signalNoMoreSplits);
    requests.clear();
  }

  boolean allReadersStarted() {
    return assigned.allStarted(context.currentParallelism());
  }

  /** Whether every reader has told what it has, and that is nothing. */
  boolean isIdle() {
    return assigned.isEmpty() && allReadersStarted();
  }

  /** How many objects readers have and have not read to their end. */
  int unread() {
    return assigned.objects();
  }
}
