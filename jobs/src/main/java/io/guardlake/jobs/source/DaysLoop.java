package io.guardlake.jobs.source;

import io.guardlake.jobs.source.ListingRequests.Purpose;
import io.guardlake.jobs.source.store.ListingPage;

/** Lists days of one region of one account, in their order, page after page. */
abstract class DaysLoop extends ListingLoop {
  private final String region;
  private final Purpose purpose;
  private int day;
  private int last;
  private boolean found;

  /**
   * @param region the prefix up to the region, with a slash at the end
   */
  DaysLoop(WindowListing listing, ListedSource source, String region, Purpose purpose) {
    super(listing, source, region);
    this.region = region;
    this.purpose = purpose;
  }

  /** Lists from the first day to the last, both included, and calls {@link #listed} at the end. */
  final void list(DayRange days) {
    day = days.from();
    last = days.to();
    found = false;

    if (day > last) {
      listed(false);
      return;
    }

    page(null);
  }

  /**
   * The end of a pass.
   *
   * @param something whether there was any object that was new
   */
  abstract void listed(boolean something);

  private void page(String from) {
    String prefix = ExportLayout.dayPrefix(region, day);
    request(purpose, () -> source.list(prefix, false, from), this::take);
  }

  private void take(ListingPage page) {
    ListingStep step = ListingStep.of(source, day, page);
    Intake intake = listing.intake();
    intake.skip(step.foreign(), step.markers());

    for (ExportObject object : step.objects()) {
      found |= intake.offer(day, object) == Intake.Answer.NEW;
    }

    if (page.next() != null) {
      page(page.next());
      return;
    }

    day = listing.window().notForgotten(day + 1);

    if (day > last) {
      listed(found);
    } else {
      page(null);
    }
  }
}
