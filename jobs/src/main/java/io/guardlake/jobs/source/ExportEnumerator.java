package io.guardlake.jobs.source;

import io.guardlake.jobs.source.store.ObjectStoreFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.FlinkRuntimeException;

/**
 * Decides what is read, and by whom. All state changes in the coordinator's thread; what blocks is
 * done by {@link Background}. Readers ask for splits, each for several at a time, so that one is
 * there when another ends.
 */
final class ExportEnumerator
    implements SplitEnumerator<ExportSplit, EnumeratorState>, ListingListener {
  private static final long NOT_QUIET = -1;

  private final ExportSourceSettings settings;
  private final SplitEnumeratorContext<ExportSplit> context;
  private final Background background;
  private final ExecutorService pool;
  private final List<ListedSource> sources = new ArrayList<>();
  private final ListingFeed feed;
  private final Learning learning;
  private final PendingObjects pending;
  private final SeenObjects seen;
  private final SkippedKeys skipped = new SkippedKeys();
  private final AssignedSplits assigned = new AssignedSplits();
  private final Map<Integer, Integer> requests = new LinkedHashMap<>();
  private final SourceProgress progress;
  private final Counter listings;
  private final Counter listingErrors;
  private final Counter discovered;
  private long quietSince = NOT_QUIET;
  private boolean covered;

  ExportEnumerator(
      ExportSourceSettings settings,
      ObjectStoreFactory stores,
      SplitEnumeratorContext<ExportSplit> context,
      Background background,
      EnumeratorState state) {
    this.settings = settings;
    this.context = context;
    this.background = background;
    int parallel = settings.listingLimits().parallel();
    this.pool = Executors.newFixedThreadPool(parallel, new NamedThreads("guardlake-listing"));
    settings
        .sources()
        .forEach(uri -> sources.add(new ListedSource(uri, stores.open(uri, parallel + 1))));
    this.feed = new ListingFeed(settings, sources, stores, pool, background, this, state.listing());
    this.learning = new Learning(state.phase(), state.toLearn(), state.beingLearnt());
    this.pending = new PendingObjects(settings.splitLimits(), state.nextSplit());
    this.seen = state.seen();
    this.progress = SourceProgress.of(settings.runId());
    MetricGroup metrics = context.metricGroup();
    this.listings = metrics.counter(SourceMetrics.LISTINGS_COMPLETED);
    this.listingErrors = metrics.counter(SourceMetrics.LISTING_ERRORS);
    this.discovered = metrics.counter(SourceMetrics.OBJECTS_DISCOVERED);
    pending.addAll(state.pending());
    state.returned().forEach(pending::addBack);
    // Whose these are is not known until every reader has told what it has.
    state
        .beingLearnt()
        .forEach(id -> assigned.add(AssignedSplits.NOBODY, new HeldSplit(id, true, 0)));
    registerGauges(metrics);
  }

  private void registerGauges(MetricGroup metrics) {
    context.metricGroup().setUnassignedSplitsGauge(() -> (long) pending.size());
    metrics.gauge(SourceMetrics.OBJECTS_PENDING, pending::size);
    metrics.gauge(SourceMetrics.OBJECTS_UNREAD, assigned::objects);
    metrics.gauge(SourceMetrics.KEYS_FOREIGN, skipped::foreign);
    metrics.gauge(SourceMetrics.MARKERS, skipped::markers);
    metrics.gauge(SourceMetrics.OBJECTS_SEEN, seen::size);
  }

  @Override
  public void start() {
    progress.started();

    if (learning.phase() == Learning.Phase.NEW) {
      background.run(Duration.ZERO, () -> settings.known().parts(), this::partsKnown);
    }

    feed.start();
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
  public void listed(ListingStep step) {
    skipped.add(step.foreign(), step.markers());
    progress.skipped(skipped.foreign(), skipped.markers());

    for (ExportObject object : step.objects()) {
      if (seen.add(step.day(), object)) {
        pending.add(object);
        discovered.inc();
        progress.found(object);
        notQuiet();
      }
    }

    assign();
  }

  @Override
  public void forgetBefore(int day) {
    seen.forgetBefore(day);
  }

  @Override
  public void roundFinished() {
    listings.inc();
    progress.listed();
    assign();
  }

  @Override
  public void listingFailed() {
    listingErrors.inc();
    progress.listingFailed();
  }

  @Override
  public boolean hasRoom() {
    return pending.size() < settings.listingLimits().pending();
  }

  @Override
  public void addReader(int reader) {
    // Readers tell what they have by an event, and ask for more themselves.
  }

  @Override
  public void handleSplitRequest(int reader, String host) {
    requests.merge(reader, 1, Integer::sum);
    assign();
  }

  @Override
  public void handleSourceEvent(int reader, SourceEvent event) {
    if (event instanceof ReaderStarted started) {
      readerStarted(reader, started);
    } else if (event instanceof SplitFinished finished) {
      learning.finished(finished.split().splitId());
      assigned.remove(finished.split().splitId());
      progress.finished(finished.split().objects());
    } else {
      throw new IllegalArgumentException("The enumerator knows no event " + event);
    }

    assign();
  }

  private void readerStarted(int reader, ReaderStarted started) {
    assigned.started(reader, started.held());
    started.held().stream()
        .filter(HeldSplit::learning)
        .forEach(split -> learning.held(split.splitId()));
    notQuiet();

    if (allReadersStarted()) {
      // What nobody claims was finished, and the word of it lost.
      assigned.forgetUnclaimed();
      learning.given().stream().filter(id -> !assigned.has(id)).forEach(learning::finished);
    }
  }

  private boolean allReadersStarted() {
    return assigned.allStarted(context.currentParallelism());
  }

  @Override
  public void addSplitsBack(List<ExportSplit> splits, int reader) {
    requests.remove(reader);
    assigned.lost(reader);
    notQuiet();

    for (ExportSplit split : splits) {
      assigned.remove(split.splitId());

      if (split instanceof ExportSplit.Objects objects) {
        pending.addBack(objects);
      } else {
        learning.addBack((ExportSplit.Learning) split);
      }
    }

    assign();
  }

  private void assign() {
    // A reader that failed is unregistered before its splits come back.
    requests.keySet().retainAll(context.registeredReaders().keySet());
    boolean some = true;

    while (some) {
      some = false;

      for (Integer reader : List.copyOf(requests.keySet())) {
        some |= assignOne(reader);
      }
    }

    if (isOver()) {
      requests.keySet().forEach(context::signalNoMoreSplits);
      requests.clear();
    }

    if (hasRoom()) {
      feed.resume();
    }

    publish();
  }

  /** Gives a reader that waits one split; false where there is none. */
  private boolean assignOne(int reader) {
    ExportSplit split = nextSplit();

    if (split == null) {
      return false;
    }

    HeldSplit held = HeldSplit.of(split);
    requests.computeIfPresent(reader, (any, count) -> count == 1 ? null : count - 1);
    assigned.add(reader, held);
    progress.assigned(held.objects());
    notQuiet();
    context.assignSplit(split, reader);
    return true;
  }

  private ExportSplit nextSplit() {
    if (learning.phase() == Learning.Phase.LEARNING) {
      return learning.poll();
    }

    boolean released = learning.phase() == Learning.Phase.RELEASED;
    return released
        ? pending.poll(ExportReader.SPLITS_AT_A_TIME * context.currentParallelism())
        : null;
  }

  private boolean isOver() {
    return settings.isBounded()
        && feed.state().complete()
        && learning.phase() == Learning.Phase.RELEASED
        && pending.size() == 0;
  }

  private boolean isQuiet() {
    return learning.phase() == Learning.Phase.RELEASED
        && pending.size() == 0
        && assigned.isEmpty()
        && allReadersStarted();
  }

  private void notQuiet() {
    quietSince = NOT_QUIET;
    covered = false;
  }

  private void publish() {
    boolean learns = learning.phase() != Learning.Phase.RELEASED;
    progress.learnt(learning.isLearnt());
    progress.work(pending.size(), assigned.objects(), covered, learns);
  }

  @Override
  public EnumeratorState snapshotState(long checkpoint) {
    if (allReadersStarted()) {
      learning.snapshot(checkpoint);
    }

    if (quietSince == NOT_QUIET && isQuiet()) {
      quietSince = checkpoint;
    }

    return new EnumeratorState(
        learning.phase(),
        learning.waiting(),
        learning.given(),
        pending.objects(),
        pending.returned(),
        pending.nextId(),
        feed.state(),
        seen.copy());
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) {
    covered |= quietSince != NOT_QUIET && checkpoint >= quietSince;

    if (learning.completed(checkpoint)) {
      assign();
    }

    publish();
  }

  @Override
  public void close() throws IOException {
    background.close();
    pool.shutdownNow();
    feed.close();

    for (Iterator<ListedSource> open = sources.iterator(); open.hasNext(); ) {
      open.next().store().close();
      open.remove();
    }
  }
}
