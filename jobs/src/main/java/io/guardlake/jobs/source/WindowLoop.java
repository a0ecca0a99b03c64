package io.guardlake.jobs.source;

import io.guardlake.jobs.source.ListingRequests.Purpose;
import java.time.Duration;
import java.util.function.Consumer;

/** Lists the window of one region of one account, less often while nothing new comes. */
final class WindowLoop extends DaysLoop implements Covering {
  private final Consumer<WindowLoop> passed;
  private Duration pause;
  private int coveredFrom;
  private int first;

  /**
   * @param coveredFrom the first day to list in the first pass, if the window does not begin before
   * @param passed told of each complete pass
   */
  WindowLoop(
      WindowListing listing,
      ListedSource source,
      String region,
      int coveredFrom,
      Consumer<WindowLoop> passed) {
    super(listing, source, region, Purpose.WINDOW);
    this.coveredFrom = coveredFrom;
    this.passed = passed;
    this.pause = listing.mode().poll();
  }

  @Override
  public int coveredFrom() {
    return coveredFrom;
  }

  boolean isQuiet() {
    return pause.compareTo(listing.mode().poll()) > 0;
  }

  @Override
  void pass() {
    DayWindow window = listing.window();
    first = window.first();
    // What was in the window in the pass before is listed once more: something may have come since.
    int from = window.notBeforeHorizon(Math.min(first, coveredFrom));
    list(new DayRange(from, window.last()));
  }

  @Override
  void listed(boolean something) {
    Duration poll = listing.mode().poll();
    Duration longest = listing.mode().maxPoll();
    Duration doubled = pause.multipliedBy(2);
    pause = something ? poll : doubled.compareTo(longest) < 0 ? doubled : longest;
    coveredFrom = first;
    passed.accept(this);
    passAgain(pause);
  }
}
