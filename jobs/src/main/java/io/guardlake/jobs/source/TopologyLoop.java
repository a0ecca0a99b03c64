package io.guardlake.jobs.source;

import io.guardlake.jobs.source.ListingRequests.Purpose;
import io.guardlake.jobs.source.store.StoreException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for new accounts of a source, or new regions of an account. What was found is kept until
 * the job starts again, whether or not it is still there.
 */
final class TopologyLoop extends ListingLoop implements Covering {
  private final Level level;
  private final Found found;
  private final Runnable passed;
  private final Set<String> known = new HashSet<>();
  private Duration pause;
  private int coveredFrom;
  private boolean complete;

  /** Lists what lies at a level. */
  interface Level {
    List<String> prefixes(ExportTopology topology) throws StoreException;
  }

  /** Takes what is new at a level, and the first day that it is to be listed from. */
  interface Found {
    void accept(String prefix, int coveredFrom);
  }

  /**
   * @param passed told of each complete pass
   */
  TopologyLoop(
      WindowListing listing,
      ListedSource source,
      String prefix,
      int coveredFrom,
      Level level,
      Found found,
      Runnable passed) {
    super(listing, source, prefix);
    this.coveredFrom = coveredFrom;
    this.level = level;
    this.found = found;
    this.passed = passed;
    this.pause = shortest();
  }

  @Override
  public int coveredFrom() {
    return coveredFrom;
  }

  /** Whether it was listed since the start. */
  boolean isComplete() {
    return complete;
  }

  @Override
  void pass() {
    int first = listing.window().first();
    SkippedObjects skipped = new SkippedObjects();
    request(
        Purpose.TOPOLOGY,
        () -> level.prefixes(new ExportTopology(source, skipped)),
        prefixes -> listed(prefixes, skipped, first));
  }

  private void listed(List<String> prefixes, SkippedObjects skipped, int first) {
    listing.intake().skip(skipped.foreign(), skipped.markers());
    boolean something = false;

    for (String prefix : prefixes) {
      if (known.add(prefix)) {
        // It came after the last pass, so that nothing of it is older than the window was then.
        found.accept(prefix, coveredFrom);
        something = true;
      }
    }

    coveredFrom = first;
    complete = true;
    passed.run();
    pause = something || known.isEmpty() ? shortest() : longer();
    passAgain(pause);
  }

  private Duration shortest() {
    return listing.mode().topologyPoll();
  }

  private Duration longer() {
    Duration longest = listing.mode().maxTopologyPoll();
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }
}
