package io.guardlake.jobs.source;

import io.guardlake.jobs.source.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import org.apache.flink.runtime.execution.SuppressRestartsException;
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
  private final String settings;
  private ListingState state;
  private boolean checked;
  private boolean waitsForRoom;

  /**
   * @param listing begins where the state ends; closed with this
   * @param settings what is listed, in words, but for the listing's fingerprint
   * @param news to be run after something was offered to the intake, or all is listed
   */
  BoundedFeed(
      Listing listing,
      String settings,
      ListingLimits limits,
      Background background,
      Intake intake,
      DiscoveryMetrics metrics,
      Runnable news,
      ListingState state) {
    this.listing = listing;
    this.settings = settings;
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
    return checked && state.complete();
  }

  @Override
  public ListingLevels levels() {
    return new ListingLevels(0, 0, 0, failures.isFailing() ? 1 : 0, waitsForRoom);
  }

  @Override
  public void start() {
    check(Duration.ZERO);
  }

  /** What was listed is only listed for a run that lists the same. */
  private void check(Duration delay) {
    background.run(delay, listing::fingerprint, this::check);
  }

  private void check(String fingerprint, Throwable error) {
    if (error != null) {
      check(pauseAfter(error));
      return;
    }

    failures.succeeded();
    String scope = fingerprint.isEmpty() ? settings : settings + " of SHA-256 " + fingerprint;

    if (!state.scope().isEmpty() && !state.scope().equals(scope)) {
      String sentence =
          ("The --state is of a run over %s, and this one is over %s: give the same as then, or"
                  + " another --state.")
              .formatted(state.scope(), scope);
      throw new FlinkRuntimeException(
          sentence, new SuppressRestartsException(new IllegalStateException(sentence)));
    }

    state = state.withScope(scope);
    checked = true;

    if (!state.complete()) {
      step(Duration.ZERO);
    }

    news.run();
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
      step(pauseAfter(error));
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

  private Duration pauseAfter(Throwable error) {
    if (!(error instanceof StoreException store)) {
      throw new FlinkRuntimeException("The export could not be listed: " + error, error);
    }

    Duration pause = failures.failedOnce("The export", store);
    LOG.warn("Listing is tried again in {}: {}", pause, store.getMessage());
    news.run();
    return pause;
  }

  @Override
  public void close() throws IOException {
    listing.close();
  }
}
