package io.guardlake.jobs.source;

import io.guardlake.jobs.source.store.ObjectStoreFactory;
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
    settings
        .sources()
        .forEach(
            uri ->
                sources.add(
                    new ListedSource(uri, stores.open(uri, limits.parallel() + 1), metrics)));

    if (settings.mode() instanceof ReadMode.Continuous mode) {
      DayWindow window = new DayWindow(mode, settings.clock(), mode.reconcileDays(), state);
      Intake intake = new Intake(window, limits.pending(), seen, pending, metrics);
      ListingRequests requests = new ListingRequests(limits, background, intake);
      this.listing =
          new WindowFeed(
              new WindowListing(mode, limits, window, intake, requests, background, metrics, news),
              sources);
    } else {
      Intake intake = new Intake(ExportDays.all(), limits.pending(), seen, pending, metrics);
      this.listing =
          new BoundedFeed(
              (ReadMode.Bounded) settings.mode(),
              limits,
              sources,
              background,
              intake,
              metrics,
              news,
              state);
    }

    feeds.add(listing);
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
  public void close() {
    feeds.forEach(DiscoveryFeed::close);
    sources.forEach(source -> source.store().close());
    sources.clear();
  }
}
