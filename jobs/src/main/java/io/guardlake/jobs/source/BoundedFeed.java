package io.guardlake.jobs.source;

import io.guardlake.jobs.source.store.StoreException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.flink.util.FlinkRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what there is by listing it once, in the order of days. */
final class BoundedFeed implements ListingFeed {
  private static final Logger LOG = LoggerFactory.getLogger(BoundedFeed.class);

  private final Background background;
  private final Intake intake;
  private final DiscoveryMetrics metrics;
  private final Runnable news;
  private final ExecutorService pool;
  private final BoundedRound round;
  private final Failures failures;
  private ListingState state;
  private boolean waitsForRoom;

  /**
   * @param news to be run after something was offered to the intake, or all is listed
   */
  BoundedFeed(
      ReadMode.Bounded mode,
      ListingLimits limits,
      List<ListedSource> sources,
      Background background,
      Intake intake,
      DiscoveryMetrics metrics,
      Runnable news,
      ListingState state) {
    this.background = background;
    this.intake = intake;
    this.metrics = metrics;
    this.news = news;
    this.state = state;
    this.failures = new Failures(limits, background::nanoTime);
    this.pool =
        Executors.newFixedThreadPool(limits.parallel(), new NamedThreads("guardlake-listing"));
    int from = Math.max(dayOr(mode.from(), DayRange.ALL.from()), state.listedBefore());
    DayRange days = new DayRange(from, dayOr(mode.to(), DayRange.ALL.to()));
    this.round = new BoundedRound(List.copyOf(sources), days, pool, limits.parallel());
  }

  private static int dayOr(LocalDate day, int other) {
    return day == null ? other : Math.toIntExact(day.toEpochDay());
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
    if (waitsForRoom) {
      waitsForRoom = false;
      step(Duration.ZERO);
    }
  }

  private void step(Duration delay) {
    background.run(delay, round::next, this::stepped);
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
  public void close() {
    pool.shutdownNow();
  }
}
