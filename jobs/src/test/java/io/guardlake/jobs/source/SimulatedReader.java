package io.guardlake.jobs.source;

import io.guardlake.jobs.source.ExportSplit.Position;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** A reader as the enumerator knows it: it has splits, and emits their objects one by one. */
final class SimulatedReader {
  private static final int SPLITS_AT_A_TIME = 2;

  final int index;
  private final Map<String, ExportSplit.Objects> splits = new LinkedHashMap<>();
  private final Queue<ExportSplit.Objects> inbox = new ArrayDeque<>();
  private List<ExportObject> emitted = new ArrayList<>();
  private boolean awaitsBarrier;
  private boolean heldBack;

  /** What a reader writes to a checkpoint, and what it had emitted by then. */
  record Snapshot(List<ExportSplit.Objects> splits, List<ExportObject> emitted) {
    static final Snapshot EMPTY = new Snapshot(List.of(), List.of());

    Snapshot {
      splits = List.copyOf(splits);
      emitted = List.copyOf(emitted);
    }
  }

  SimulatedReader(int index, Snapshot restored) {
    this.index = index;
    restored.splits().forEach(split -> splits.put(split.splitId(), split));
    emitted.addAll(restored.emitted());
    heldBack = !splits.isEmpty();
  }

  void start(ExportEnumerator enumerator) {
    int held = splits.size();
    enumerator.handleSourceEvent(
        index, new ReaderStarted(splits.values().stream().map(HeldSplit::of).toList()));

    for (int i = held; i < SPLITS_AT_A_TIME; i++) {
      enumerator.handleSplitRequest(index, "here");
    }
  }

  /** Flink holds what is assigned after a checkpoint began back until the reader's part is done. */
  void assigned(ExportSplit.Objects split) {
    if (awaitsBarrier) {
      inbox.add(split);
    } else {
      splits.put(split.splitId(), split);
    }
  }

  void checkpointBegins() {
    awaitsBarrier = true;
  }

  Snapshot barrier() {
    Snapshot snapshot = new Snapshot(List.copyOf(splits.values()), emitted);
    checkpointOver();
    return snapshot;
  }

  void checkpointOver() {
    awaitsBarrier = false;
    inbox.forEach(split -> splits.put(split.splitId(), split));
    inbox.clear();
  }

  /** Emits one object; false where there is none. */
  boolean step(ExportEnumerator enumerator) {
    if (splits.isEmpty() || heldBack) {
      return false;
    }

    ExportSplit.Objects split = splits.values().iterator().next();
    int at = split.position().object();
    emitted.add(split.objects().get(at));
    ExportSplit.Objects next = split.at(new Position(at + 1, 0));

    if (at + 1 < split.objects().size()) {
      splits.put(split.splitId(), next);
      return true;
    }

    splits.remove(split.splitId());
    enumerator.handleSourceEvent(
        index, new SplitFinished(new HeldSplit(split.splitId(), false, split.objects().size())));

    if (splits.size() < SPLITS_AT_A_TIME) {
      enumerator.handleSplitRequest(index, "here");
    }

    return true;
  }

  /** It may go on with what it was restored with. */
  void released() {
    heldBack = false;
  }

  List<ExportObject> emitted() {
    return emitted;
  }
}
