package io.guardlake.jobs.source;

import io.guardlake.jobs.source.ListingRequests.Purpose;
import io.guardlake.jobs.source.store.StoreException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.flink.util.FlinkRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists one place again and again, one request at a time. Errors are tried again with growing
 * pauses, for this place alone, and past the limit fail the job; they are never only logged.
 */
abstract class ListingLoop {
  private static final Logger LOG = LoggerFactory.getLogger(ListingLoop.class);

  final WindowListing listing;
  final ListedSource source;
  private final String place;
  private final Failures failures;
  private long begunAt;

  /**
   * @param prefix the place, relative to the source
   */
  ListingLoop(WindowListing listing, ListedSource source, String prefix) {
    this.listing = listing;
    this.source = source;
    this.place = source.uri().uriOf(prefix);
    this.failures = listing.failures();
  }

  /** A pass over the place; its end calls {@link #passAgain} or {@link #passAfter}. */
  abstract void pass();

  final void begin() {
    begunAt = listing.background().nanoTime();
    pass();
  }

  final void passAfter(Duration pause) {
    listing.background().run(pause, () -> true, (any, error) -> begin());
  }

  /**
   * Begins the next pass so long after this one began: what comes just after its page was listed
   * does not wait for the rest of the pass and the whole pause as well.
   */
  final void passAgain(Duration rhythm) {
    Duration left = rhythm.minusNanos(listing.background().nanoTime() - begunAt);
    passAfter(left.isNegative() ? Duration.ZERO : left);
  }

  final String place() {
    return place;
  }

  final boolean isFailing() {
    return failures.isFailing();
  }

  final <T> void request(Purpose purpose, Callable<T> work, Consumer<T> then) {
    listing
        .requests()
        .add(
            purpose,
            work,
            (result, error) -> {
              answered(purpose, work, then, result, error);
              // Last, so that whoever looks sees what fails now, and what waits for room.
              listing.news().run();
            });
  }

  private <T> void answered(
      Purpose purpose, Callable<T> work, Consumer<T> then, T result, Throwable error) {
    if (error == null) {
      failures.succeeded();
      then.accept(result);
      return;
    }

    Duration pause = failed(error);
    listing.background().run(pause, () -> true, (any, none) -> request(purpose, work, then));
  }

  private Duration failed(Throwable error) {
    if (!(error instanceof StoreException store)) {
      throw new FlinkRuntimeException("%s could not be listed: %s".formatted(place, error), error);
    }

    Duration pause = failures.failed(place, store);
    LOG.warn("{} is listed again in {}: {}", place, pause, store.getMessage());
    return pause;
  }
}
