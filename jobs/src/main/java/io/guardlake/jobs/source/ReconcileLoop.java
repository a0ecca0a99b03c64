package io.guardlake.jobs.source;

import io.guardlake.jobs.source.ListingRequests.Purpose;

/**
 * Looks for late objects of one region of one account, in days that the window has passed. What it
 * meets before the fence is only counted: the look goes as far back as ever, not as far as there is
 * history.
 */
final class ReconcileLoop extends DaysLoop {
  private final Reconcile reconcile;
  private final int nearer;

  /**
   * @param nearer so many days back are listed by others
   */
  ReconcileLoop(
      WindowListing listing, ListedSource source, String region, Reconcile reconcile, int nearer) {
    super(listing, source, region, Purpose.RECONCILE);
    this.reconcile = reconcile;
    this.nearer = nearer;
  }

  @Override
  void pass() {
    DayWindow window = listing.window();
    int from = window.notForgotten(window.today() - reconcile.backDays());
    list(new DayRange(from, window.today() - nearer - 1));
  }

  @Override
  void listed(boolean something) {
    passAfter(reconcile.every());
  }
}
