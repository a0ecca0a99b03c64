package io.guardlake.jobs.source;

import io.guardlake.jobs.source.store.SourceUri;
import io.guardlake.jobs.source.store.StoreProblem;
import io.guardlake.jobs.source.store.StoreRequests;
import io.guardlake.jobs.source.store.StoreRequests.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** What discovery counts, in Flink's registry and for a runner in the same JVM. */
final class DiscoveryMetrics {
  private static final int WINDOW = 1000;

  private final MetricGroup group;
  private final SourceProgress progress;
  private final Counter listings;
  private final Counter discovered;
  private final Counter late;
  private final LongSupplier nanoTime;
  private final Histogram discoveredToRead;
  private final Map<String, Counter> errors = new ConcurrentHashMap<>();
  private volatile int foreign;
  private volatile int markers;
  private volatile int beforeHorizon;
  private volatile EnumeratorLevels levels = EnumeratorLevels.NONE;

  /**
   * @param nanoTime the clock of {@link EnumeratorLevels#pendingSince} and {@link #read}; for any
   *     thread
   */
  DiscoveryMetrics(MetricGroup group, SourceProgress progress, LongSupplier nanoTime) {
    this.group = group;
    this.progress = progress;
    this.nanoTime = nanoTime;
    this.listings = group.counter(SourceMetrics.LISTINGS_COMPLETED);
    this.discovered = group.counter(SourceMetrics.OBJECTS_DISCOVERED);
    this.late = group.counter(SourceMetrics.OBJECTS_LATE);
    this.discoveredToRead =
        group.histogram(
            SourceMetrics.DISCOVERED_TO_READ, new DescriptiveStatisticsHistogram(WINDOW));
    group.gauge(SourceMetrics.KEYS_FOREIGN, () -> foreign);
    group.gauge(SourceMetrics.MARKERS, () -> markers);
    group.gauge(SourceMetrics.OBJECTS_BEFORE_HORIZON, () -> beforeHorizon);
    group.gauge(SourceMetrics.OBJECTS_PENDING, () -> levels.pending());
    group.gauge(SourceMetrics.OLDEST_PENDING, () -> waited(nanoTime.getAsLong()));
    group.gauge(SourceMetrics.OBJECTS_UNREAD, () -> levels.unread());
    group.gauge(SourceMetrics.OBJECTS_SEEN, () -> levels.seen());
    group.gauge(SourceMetrics.REGIONS, () -> levels.listing().regions());
    group.gauge(SourceMetrics.REGIONS_QUIET, () -> levels.listing().quietRegions());
    group.gauge(SourceMetrics.WINDOW_DAYS, () -> levels.listing().windowDays());
    group.gauge(SourceMetrics.LISTINGS_FAILING, () -> levels.listing().failing());
    group.gauge(SourceMetrics.LISTING_PAUSED, () -> levels.listing().paused() ? 1 : 0);
  }

  private long waited(long now) {
    Long since = levels.pendingSince();
    return since == null ? 0 : Duration.ofNanos(now - since).toMillis();
  }

  void levels(EnumeratorLevels now) {
    levels = now;
  }

  /** Where feeds register what is theirs alone. */
  MetricGroup group() {
    return group;
  }

  /** Shows what a feed's stores were asked for. */
  void requests(List<StoreRequests> stores) {
    MetricGroup lists = group.addGroup(SourceMetrics.REQUEST_KIND, Kind.LIST.code());
    lists.gauge(SourceMetrics.REQUESTS, () -> sum(stores, store -> store.sent(Kind.LIST)));
    lists.gauge(
        SourceMetrics.REQUEST_RETRIES, () -> sum(stores, store -> store.retried(Kind.LIST)));
  }

  private static long sum(List<StoreRequests> stores, ToLongFunction<StoreRequests> count) {
    return stores.stream().mapToLong(count).sum();
  }

  /** Everything in the window was listed once more. */
  void listed() {
    listings.inc();
    progress.listed();
  }

  /** A request to list failed; for any thread. */
  void listingFailed(SourceUri source, StoreProblem problem) {
    errors
        .computeIfAbsent(
            problem.code() + " " + source.text(),
            any ->
                group
                    .addGroup(SourceMetrics.SOURCE, source.text())
                    .addGroup(SourceMetrics.PROBLEM, problem.code())
                    .counter(SourceMetrics.LISTING_ERRORS, new ThreadSafeSimpleCounter()))
        .inc();
    progress.listingFailed();
  }

  void found(ExportObject object, DayVerdict verdict) {
    discovered.inc();
    progress.found(object);

    if (verdict == DayVerdict.LATE) {
      late.inc();
      progress.foundLate();
    }
  }

  /** Objects that were found at these times are read to their end. */
  void read(List<Long> foundAt) {
    long now = nanoTime.getAsLong();
    foundAt.forEach(found -> discoveredToRead.update(Duration.ofNanos(now - found).toMillis()));
  }

  void skipped(SkippedKeys skipped) {
    foreign = skipped.foreign();
    markers = skipped.markers();
    beforeHorizon = skipped.beforeHorizon();
    progress.skipped(foreign, markers);

    if (beforeHorizon > 0) {
      progress.beforeHorizon(beforeHorizon, skipped.daysBeforeHorizon());
    }
  }
}
