package io.guardlake.jobs.source;

/**
 * What the loops of a window's listing share.
 *
 * @param news to be run after each answer, what failed included, and when a round is over
 */
record WindowListing(
    ReadMode.Continuous mode,
    ListingLimits limits,
    DayWindow window,
    Intake intake,
    ListingRequests requests,
    Background background,
    DiscoveryMetrics metrics,
    Runnable news) {
  Failures failures() {
    return new Failures(limits, background::nanoTime);
  }
}
