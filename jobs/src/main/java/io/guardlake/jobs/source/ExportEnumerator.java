package io.guardlake.jobs.source;

import io.guardlake.jobs.source.store.ObjectStoreFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.util.FlinkRuntimeException;

/**
 * Decides what is read, and by whom: a {@link DiscoveryFeed} finds objects, the {@link Intake}
 * takes each once, and the {@link Handout} gives them to readers. All state changes in the
 * coordinator's thread; what blocks is done by {@link Background}.
 */
final class ExportEnumerator implements SplitEnumerator<ExportSplit, EnumeratorState> {
  private final ExportSourceSettings settings;
  private final Background background;
  private final Learning learning;
  private final PendingObjects pending;
  private final SeenObjects seen;
  private final Discovery discovery;
  private final Handout handout;
  private final Coverage coverage = new Coverage();
  private final SourceProgress progress;
  private final DiscoveryMetrics metrics;

  ExportEnumerator(
      ExportSourceSettings settings,
      ObjectStoreFactory stores,
      SplitEnumeratorContext<ExportSplit> context,
      Background background,
      EnumeratorState restored) {
    EnumeratorState state = restored.learningOf(settings.runId());
    this.settings = settings;
    this.background = background;
    this.progress = SourceProgress.of(settings.runId());
    this.learning =
        new Learning(settings.runId(), state.phase(), state.toLearn(), state.beingLearnt());
    this.pending =
        new PendingObjects(settings.splitLimits(), background::nanoTime, state.nextSplit());
    this.seen = state.seen();
    pending.addAll(state.pending());
    state.returned().forEach(split -> pending.addBack(split, List.of()));
    this.metrics = new DiscoveryMetrics(context.metricGroup(), progress, background::nanoTime);
    this.handout = new Handout(context, learning, pending, progress, metrics, background::nanoTime);
    this.discovery =
        new Discovery(
            settings, stores, background, metrics, seen, pending, this::assign, state.listing());
    context.metricGroup().setUnassignedSplitsGauge(() -> progress.pending());
  }

  @Override
  public void start() {
    progress.started();

    if (learning.phase() == Learning.Phase.NEW) {
      background.run(Duration.ZERO, () -> settings.known().parts(), this::partsKnown);
    }

    discovery.start();
    publish();
  }

  private void partsKnown(List<String> parts, Throwable error) {
    if (error != null) {
      throw new FlinkRuntimeException(
          "What the tables hold already could not be found out: " + error.getMessage(), error);
    }

    learning.load(parts);
    assign();
  }

  @Override
  public void addReader(int reader) {
    // Readers tell what they have by an event, and ask for more themselves.
  }

  @Override
  public void handleSplitRequest(int reader, String host) {
    handout.requested(reader);
    assign();
  }

  @Override
  public void handleSourceEvent(int reader, SourceEvent event) {
    if (event instanceof ReaderStarted started) {
      handout.started(reader, started);
      coverage.disturbed();
    } else if (event instanceof SplitFinished finished) {
      handout.finished(finished.split());
    } else {
      throw new IllegalArgumentException("The enumerator knows no event " + event);
    }

    assign();
  }

  @Override
  public void addSplitsBack(List<ExportSplit> splits, int reader) {
    handout.returned(splits, reader);
    coverage.disturbed();
    assign();
  }

  private void assign() {
    boolean something = pending.size() > 0;
    something |= handout.assign();

    if (something) {
      coverage.disturbed();
    }

    if (discovery.listing().isComplete() && isAllHandedOut()) {
      handout.end();
    }

    discovery.resume();
    publish();
  }

  private boolean isAllHandedOut() {
    return learning.phase() == Learning.Phase.RELEASED && pending.size() == 0;
  }

  private void publish() {
    boolean learns = learning.phase() != Learning.Phase.RELEASED;
    progress.learnt(learning.isLearnt());
    progress.work(pending.size(), handout.unread(), coverage.isCovered(), learns);
    metrics.levels(
        new EnumeratorLevels(
            pending.size(),
            pending.since(),
            handout.unread(),
            seen.size(),
            discovery.listing().levels()));
  }

  @Override
  public EnumeratorState snapshotState(long checkpoint) {
    if (handout.allReadersStarted()) {
      learning.snapshot(checkpoint);
    }

    coverage.snapshot(checkpoint, isAllHandedOut() && handout.isIdle());
    discovery.snapshot(checkpoint);
    return new EnumeratorState(
        learning.phase(),
        learning.waiting(),
        learning.given(),
        pending.objects(),
        pending.returned(),
        pending.nextId(),
        discovery.listing().state(),
        seen.copy(),
        TableKnowledge.NONE);
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) {
    coverage.completed(checkpoint);
    discovery.completed(checkpoint);

    if (learning.completed(checkpoint)) {
      assign();
    }

    publish();
  }

  @Override
  public void close() throws IOException {
    background.close();
    discovery.close();
  }
}
