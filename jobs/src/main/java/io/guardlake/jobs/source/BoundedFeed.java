package io.guardlake.jobs.source;

import io.guardlake.jobs.source.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import org.apache.flink.util.FlinkRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what there is by going through a {@link Listing} once. */
final class BoundedFeed implements ListingFeed {
  private static final Logger LOG = LoggerFactory.getLogger(BoundedFeed.class);

  private final Listing listing;
  private final Background background;
  private final Intake intake;
  private final DiscoveryMetrics metrics;
  private final Runnable news;
  private final Failures failures;
  private ListingState state;
  private boolean waitsForRoom;

  /**
   * @param listing begins where the state ends; closed with this
   * @param news to be run after something was offered to the intake, or all is listed
   */
  BoundedFeed(
      Listing listing,
      ListingLimits limits,
      Background background,
      Intake intake,
      DiscoveryMetrics metrics,
      Runnable news,
      ListingState state) {
    this.listing = listing;
    this.background = background;
    this.intake = intake;
    this.metrics = metrics;
    this.news = news;
    this.state = state;
    this.failures = new Failures(limits, background::nanoTime);
  }

  @Override
  public ListingState state() {
    return state;
  }

  @Override
  public boolean isComplete() {
    return state.complete();
  }

  @Override
  public ListingLevels levels() {
    return new ListingLevels(0, 0, 0, failures.isFailing() ? 1 : 0, waitsForRoom);
  }

  @Override
  public void start() {
    if (!state.complete()) {
      step(Duration.ZERO);
    }
  }

  @Override
  public void resume() {
    if (waitsForRoom && intake.hasRoom()) {
      waitsForRoom = false;
      step(Duration.ZERO);
    }
  }

  private void step(Duration delay) {
    background.run(delay, listing::next, this::stepped);
  }

  private void stepped(ListingStep step, Throwable error) {
    if (error != null) {
      failed(error);
      return;
    }

    failures.succeeded();
    intake.skip(step.foreign(), step.markers());
    step.objects().forEach(object -> intake.offer(step.day(), object));
    intake.forgetBefore(step.day());
    state = state.withListedBefore(step.day(), step.last());

    if (step.last()) {
      metrics.listed();
    } else if (intake.hasRoom()) {
      step(Duration.ZERO);
    } else {
      waitsForRoom = true;
    }

    news.run();
  }

  private void failed(Throwable error) {
    if (!(error instanceof StoreException store)) {
      throw new FlinkRuntimeException("The export could not be listed: " + error, error);
    }

    Duration pause = failures.failedOnce("The export", store);
    LOG.warn("Listing is tried again in {}: {}", pause, store.getMessage());
    step(pause);
  }

  @Override
  public void close() throws IOException {
    listing.close();
  }
}
