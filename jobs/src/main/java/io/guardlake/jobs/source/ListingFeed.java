package io.guardlake.jobs.source;

import io.guardlake.jobs.source.store.ObjectStoreFactory;
import io.guardlake.jobs.source.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.util.FlinkRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds objects by listing: the window's days again and again, or what there is once. Every method
 * is called in the coordinator's thread. Errors are tried again with growing pauses and, past the
 * limit, fail the job; they are never only logged.
 */
final class ListingFeed {
  private static final Logger LOG = LoggerFactory.getLogger(ListingFeed.class);

  private final ExportSourceSettings settings;
  private final List<ListedSource> sources;
  private final ExecutorService pool;
  private final Background background;
  private final ListingListener listener;
  private ListingState state;
  private final ObjectStoreFactory stores;
  private Listing round;
  private int plainFrom;
  private boolean waitsForRoom;
  private int errors;
  private long failingSince;

  ListingFeed(
      ExportSourceSettings settings,
      List<ListedSource> sources,
      ObjectStoreFactory stores,
      ExecutorService pool,
      Background background,
      ListingListener listener,
      ListingState state) {
    this.settings = settings;
    this.sources = sources;
    this.stores = stores;
    this.pool = pool;
    this.background = background;
    this.listener = listener;
    this.state = state;
  }

  ListingState state() {
    return state;
  }

  void start() {
    if (!state.complete()) {
      startRound();
    }
  }

  /** Goes on where listing waits for room. */
  void resume() {
    if (waitsForRoom) {
      waitsForRoom = false;
      step(Duration.ZERO);
    }
  }

  private void startRound() {
    round =
        settings.mode() instanceof ReadMode.Bounded bounded && bounded.manifest() != null
            ? manifest(bounded)
            : new ListingRound(
                sources, range(), !settings.isBounded(), pool, settings.listingLimits().parallel());
    step(Duration.ZERO);
  }

  private Listing manifest(ReadMode.Bounded mode) {
    DayRange days =
        new DayRange(dayOr(mode.from(), DayRange.ALL.from()), dayOr(mode.to(), DayRange.ALL.to()));
    return new ManifestListing(
        mode.manifest(), settings.sources(), days, stores, state.listedBefore());
  }

  /** Gives up what the round holds. */
  void close() throws IOException {
    if (round != null) {
      round.close();
    }
  }

  private DayRange range() {
    if (settings.mode() instanceof ReadMode.Bounded bounded) {
      int from = dayOr(bounded.from(), DayRange.ALL.from());
      int to = dayOr(bounded.to(), DayRange.ALL.to());
      return new DayRange(Math.max(from, state.listedBefore()), to);
    }

    ReadMode.Continuous continuous = (ReadMode.Continuous) settings.mode();
    int today = settings.clock().today();
    int back = Math.toIntExact(today - continuous.lookBackDays());

    if (state.fence() == ListingState.UNSET) {
      int fence = dayOr(continuous.from(), back);
      state = new ListingState(fence, fence, state.listedBefore(), false);
    }

    plainFrom = Math.max(state.fence(), back);
    // Clocks differ: whoever writes may be in tomorrow already.
    return new DayRange(Math.min(plainFrom, state.windowFrom()), today + 1);
  }

  private static int dayOr(LocalDate day, int other) {
    return day == null ? other : Math.toIntExact(day.toEpochDay());
  }

  private void step(Duration delay) {
    background.run(delay, round::next, this::stepped);
  }

  private void stepped(ListingStep step, Throwable error) {
    if (error != null) {
      failed(error);
      return;
    }

    errors = 0;
    listener.listed(step);

    if (settings.isBounded()) {
      state = new ListingState(state.fence(), state.windowFrom(), step.day(), step.last());
      listener.forgetBefore(step.day());
    }

    if (step.last()) {
      endRound();
    } else if (listener.hasRoom()) {
      step(Duration.ZERO);
    } else {
      waitsForRoom = true;
    }
  }

  private void endRound() {
    if (settings.mode() instanceof ReadMode.Continuous continuous) {
      state = new ListingState(state.fence(), plainFrom, state.listedBefore(), false);
      listener.forgetBefore(plainFrom);
      background.run(continuous.poll(), () -> true, (any, error) -> startRound());
    }

    listener.roundFinished();
  }

  private void failed(Throwable error) {
    listener.listingFailed();
    errors++;

    if (errors == 1) {
      failingSince = background.nanoTime();
    }

    String detail = error.getMessage() == null ? error.toString() : error.getMessage();
    ListingLimits limits = settings.listingLimits();
    Duration failing = Duration.ofNanos(background.nanoTime() - failingSince);

    if (!(error instanceof StoreException)) {
      throw new FlinkRuntimeException("Listing the export failed: " + detail, error);
    }

    if (settings.isBounded() && errors >= limits.boundedTries()) {
      // It was tried often enough: restarting the job would only say the same later.
      throw new FlinkRuntimeException(
          "The export could not be listed in " + errors + " tries. " + detail,
          new SuppressRestartsException(error));
    }

    if (!settings.isBounded() && failing.compareTo(limits.giveUpAfter()) >= 0) {
      throw new FlinkRuntimeException(
          "The export could not be listed for " + failing.toSeconds() + " seconds. " + detail,
          error);
    }

    Duration pause = limits.backOff().multipliedBy(1L << Math.min(errors - 1, 20));
    Duration capped = pause.compareTo(limits.maxBackOff()) > 0 ? limits.maxBackOff() : pause;
    LOG.warn("Listing failed and is tried again in {}: {}", capped, detail);
    step(capped);
  }
}
