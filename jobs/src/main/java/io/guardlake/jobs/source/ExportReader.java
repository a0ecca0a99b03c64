package io.guardlake.jobs.source;

import io.guardlake.jobs.source.store.ObjectStoreFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;

/**
 * Emits the records of its splits, and tells the enumerator what it has and what it finished.
 * Objects that it was restored with wait until the enumerator releases them: a state that is behind
 * the tables learns first, and only the enumerator knows whether it is.
 */
// Flink's base class lets close() throw anything, an interruption among it.
@SuppressWarnings("try")
final class ExportReader
    extends SingleThreadMultiplexSourceReaderBase<
        ExportRecord, ExportRecord, ExportSplit, ExportSplitState> {
  /**
   * One to read, and enough to fetch ahead: while objects are found a few at a time, a split has as
   * few, and with two of them there would be no more requests under way than that.
   */
  static final int SPLITS_AT_A_TIME = 16;

  private final ReaderResources resources;
  private final ReaderMetrics metrics;
  private final String runId;
  private final List<HeldSplit> restored = new ArrayList<>();
  private final List<ExportSplit> heldBack = new ArrayList<>();
  private boolean started;

  private ExportReader(
      ReaderResources resources, ReaderMetrics metrics, SourceReaderContext context) {
    super(
        () -> new ExportSplitReader(resources, metrics),
        new ExportEmitter(metrics),
        context.getConfiguration(),
        context);
    this.resources = resources;
    this.metrics = metrics;
    this.runId = resources.settings().runId();
  }

  static ExportReader create(
      ExportSourceSettings settings, ObjectStoreFactory stores, SourceReaderContext context) {
    ReaderResources resources = new ReaderResources(settings, stores);
    ReaderMetrics metrics = new ReaderMetrics(context.metricGroup(), settings.clock()::millis);
    metrics.watch(resources.requests());
    return new ExportReader(resources, metrics, context);
  }

  @Override
  public void start() {
    super.start();
    started = true;
    context.sendSourceEventToCoordinator(new ReaderStarted(restored));

    for (int i = restored.size(); i < SPLITS_AT_A_TIME; i++) {
      context.sendSplitRequest();
    }

    restored.clear();
  }

  @Override
  public void addSplits(List<ExportSplit> splits) {
    if (started) {
      splits.forEach(metrics::assigned);
      super.addSplits(splits);
      return;
    }

    List<ExportSplit> learning = new ArrayList<>();

    for (ExportSplit split : splits) {
      if (split instanceof ExportSplit.Objects) {
        heldBack.add(split);
      } else if (Learning.isOf(runId, split.splitId())) {
        learning.add(split);
      } else {
        // What an earlier run was learning names files of then; this run learns anew.
        continue;
      }

      restored.add(HeldSplit.of(split));
    }

    super.addSplits(learning);
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    if (!(event instanceof ObjectsReleased)) {
      super.handleSourceEvents(event);
      return;
    }

    List<ExportSplit> released = List.copyOf(heldBack);
    heldBack.clear();
    released.forEach(metrics::assigned);
    super.addSplits(released);
  }

  @Override
  public List<ExportSplit> snapshotState(long checkpointId) {
    List<ExportSplit> splits = new ArrayList<>(super.snapshotState(checkpointId));
    splits.addAll(heldBack);
    return splits;
  }

  @Override
  protected void onSplitFinished(Map<String, ExportSplitState> finished) {
    for (ExportSplitState state : finished.values()) {
      context.sendSourceEventToCoordinator(new SplitFinished(state.held()));
    }

    // After a rescale a reader may have more splits than it would ask for.
    int missing = SPLITS_AT_A_TIME - getNumberOfCurrentlyAssignedSplits();

    for (int i = 0; i < Math.min(missing, finished.size()); i++) {
      context.sendSplitRequest();
    }
  }

  @Override
  protected ExportSplitState initializedState(ExportSplit split) {
    return new ExportSplitState(split);
  }

  @Override
  protected ExportSplit toSplitType(String splitId, ExportSplitState state) {
    return state.toSplit();
  }

  @Override
  public void close() throws Exception {
    super.close();
    resources.close();
  }
}
