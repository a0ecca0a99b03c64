package io.guardlake.jobs.source;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds what comes by listing a window of days again and again: accounts of each source, regions of
 * each account, and of each region the window's days at every poll and those before it now and
 * then. What it costs depends on the window, and on how many accounts and regions there are.
 */
final class WindowFeed implements ListingFeed {
  private final WindowListing listing;
  private final List<ListedSource> sources;
  private final List<TopologyLoop> topology = new ArrayList<>();
  private final List<WindowLoop> windows = new ArrayList<>();
  private final List<ReconcileLoop> reconciles = new ArrayList<>();

  /** Regions that were not listed to their end in this round. */
  private final Set<WindowLoop> missing = new HashSet<>();

  WindowFeed(WindowListing listing, List<ListedSource> sources) {
    this.listing = listing;
    this.sources = List.copyOf(sources);
  }

  @Override
  public void start() {
    for (ListedSource source : sources) {
      begin(
          new TopologyLoop(
              listing,
              source,
              "",
              listing.window().state().windowFrom(),
              ExportTopology::accounts,
              (account, from) -> addAccount(source, account, from),
              this::topologyPassed));
    }
  }

  private void begin(TopologyLoop loop) {
    topology.add(loop);
    loop.begin();
  }

  private void addAccount(ListedSource source, String account, int coveredFrom) {
    begin(
        new TopologyLoop(
            listing,
            source,
            account,
            coveredFrom,
            level -> level.regions(account),
            (region, from) -> addRegion(source, region, from),
            this::topologyPassed));
  }

  private void addRegion(ListedSource source, String region, int coveredFrom) {
    WindowLoop window = new WindowLoop(listing, source, region, coveredFrom, this::windowPassed);
    windows.add(window);
    missing.add(window);
    window.begin();
    int nearer = Math.toIntExact(listing.mode().lookBackDays());

    for (Reconcile reconcile : nearestFirst()) {
      if (reconcile.backDays() > nearer) {
        ReconcileLoop loop = new ReconcileLoop(listing, source, region, reconcile, nearer);
        reconciles.add(loop);
        // Soon after the start, because jobs may be restarted more often than late objects are
        // looked for; but not before everything in the window was listed.
        loop.passAfter(shorter(listing.mode().beforeReconciling(), reconcile.every()));
        nearer = reconcile.backDays();
      }
    }
  }

  private List<Reconcile> nearestFirst() {
    return listing.mode().reconciles().stream()
        .sorted(Comparator.comparing(Reconcile::back))
        .toList();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private void topologyPassed() {
    passed();

    if (windows.isEmpty()) {
      roundPassed();
    }
  }

  private void windowPassed(WindowLoop loop) {
    missing.remove(loop);
    passed();
    roundPassed();
  }

  private void passed() {
    listing
        .window()
        .coveredFrom(
            Stream.concat(topology.stream(), windows.stream())
                .mapToInt(Covering::coveredFrom)
                .min()
                .orElseThrow());
    listing.intake().forgetBeforeHorizon(listing.window());
  }

  private void roundPassed() {
    if (missing.isEmpty() && topology.stream().allMatch(TopologyLoop::isComplete)) {
      missing.addAll(windows);
      listing.metrics().listed();
      listing.news().run();
    }
  }

  @Override
  public void resume() {
    listing.requests().resume();
  }

  @Override
  public ListingState state() {
    return listing.window().state();
  }

  @Override
  public boolean isComplete() {
    return false;
  }

  @Override
  public ListingLevels levels() {
    long quiet = windows.stream().filter(WindowLoop::isQuiet).count();
    long failing =
        Stream.of(topology, windows, reconciles)
            .flatMap(List::stream)
            .filter(ListingLoop::isFailing)
            .map(ListingLoop::place)
            .distinct()
            .count();
    return new ListingLevels(
        windows.size(),
        Math.toIntExact(quiet),
        windows.size() * listing.window().days(),
        Math.toIntExact(failing),
        listing.requests().isPaused());
  }
}
