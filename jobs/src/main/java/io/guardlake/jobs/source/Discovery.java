package io.guardlake.jobs.source;

import io.guardlake.jobs.source.store.ObjectStoreFactory;
import io.guardlake.jobs.source.store.SourceUri;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The feeds of a source, and what they share. */
final class Discovery implements AutoCloseable {
  private final List<ListedSource> sources = new ArrayList<>();
  private final ListingFeed listing;
  private final List<DiscoveryFeed> feeds = new ArrayList<>();

  /**
   * @param seen what was found before; kept up to date
   * @param pending takes what is found
   * @param news to be run after something was found, or all is
   */
  Discovery(
      ExportSourceSettings settings,
      ObjectStoreFactory stores,
      Background background,
      DiscoveryMetrics metrics,
      SeenObjects seen,
      PendingObjects pending,
      Runnable news,
      ListingState state) {
    ListingLimits limits = settings.listingLimits();

    // One request more than are under way at a time: nothing waits for a connection.
    for (SourceUri uri : settings.sources()) {
      sources.add(new ListedSource(uri, stores.open(uri, limits.parallel() + 1), metrics));
    }

    metrics.requests(sources.stream().map(source -> source.store().requests()).toList());

    if (settings.mode() instanceof ReadMode.Bounded mode) {
      Intake intake = new Intake(ExportDays.all(), limits.pending(), seen, pending, metrics);
      Listing all = listing(mode, settings, sources, stores, state);
      this.listing =
          new BoundedFeed(
              all, words(mode, settings), limits, background, intake, metrics, news, state);
      feeds.add(listing);
      return;
    }

    ReadMode.Continuous mode = (ReadMode.Continuous) settings.mode();
    DayWindow window = new DayWindow(mode, settings.clock(), mode.reconcileDays(), state);
    Intake intake = new Intake(window, limits.pending(), seen, pending, metrics);
    ListingRequests requests = new ListingRequests(limits, background, intake);
    this.listing =
        new WindowFeed(
            new WindowListing(mode, limits, window, intake, requests, background, metrics, news),
            sources);
    feeds.add(listing);

    if (settings.queue() != null) {
      feeds.add(new QueueFeed(settings, background, intake, metrics.group(), news));
    }
  }

  /** What a bounded source lists, the same for the same whatever their order. */
  private static String words(ReadMode.Bounded mode, ExportSourceSettings settings) {
    StringBuilder words = new StringBuilder();
    settings.sources().stream()
        .map(SourceUri::text)
        .sorted()
        .forEach(source -> words.append("--source ").append(source).append(' '));

    if (mode.from() != null) {
      words.append("--from ").append(mode.from()).append(' ');
    }

    if (mode.to() != null) {
      words.append("--to ").append(mode.to()).append(' ');
    }

    return words.append(mode.manifest() == null ? "by listing" : "by a manifest").toString();
  }

  private static Listing listing(
      ReadMode.Bounded mode,
      ExportSourceSettings settings,
      List<ListedSource> sources,
      ObjectStoreFactory stores,
      ListingState state) {
    DayRange days = mode.asked();
    LeftDays left = new LeftDays(mode, SourceProgress.of(settings.runId()));

    if (mode.manifest() != null) {
      return new ManifestListing(
          mode.manifest(), settings.sources(), days, left, stores, state.listedBefore());
    }

    DayRange rest = new DayRange(Math.max(days.from(), state.listedBefore()), days.to());
    return new BoundedRound(sources, rest, left, settings.listingLimits().parallel());
  }

  /** How much may block at a time: requests to list, those to a queue, and one to the tables. */
  static int threads(ExportSourceSettings settings) {
    int queue = settings.queue() == null ? 0 : QueueFeed.threads(settings.queue().limits());
    return settings.listingLimits().parallel() + queue + 1;
  }

  void start() {
    feeds.forEach(DiscoveryFeed::start);
  }

  /** To be called when there may be room again. */
  void resume() {
    feeds.forEach(DiscoveryFeed::resume);
  }

  void snapshot(long checkpoint) {
    feeds.forEach(feed -> feed.snapshot(checkpoint));
  }

  void completed(long checkpoint) {
    feeds.forEach(feed -> feed.completed(checkpoint));
  }

  ListingFeed listing() {
    return listing;
  }

  @Override
  public void close() throws IOException {
    for (DiscoveryFeed feed : feeds) {
      feed.close();
    }

    sources.forEach(source -> source.store().close());
    sources.clear();
  }
}
