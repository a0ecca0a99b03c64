package io.guardlake.jobs.source;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.source.WriteAccess.Wish;
import io.guardlake.jobs.source.WriteAccess.WriteGrant;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.util.FlinkRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the right to write before anything else happens: only then is there an {@link
 * ExportEnumerator}, which so far was told nothing and has found nothing. What it starts from
 * depends on the grant: a state that is behind the tables learns first, and export days that
 * another writer owns are left to it.
 *
 * <p>Until then checkpoints hold the state that the job started from.
 */
final class ClaimingEnumerator implements SplitEnumerator<ExportSplit, EnumeratorState> {
  private static final Logger LOG = LoggerFactory.getLogger(ClaimingEnumerator.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(10);

  private final ExportSourceSettings settings;
  private final SplitEnumeratorContext<ExportSplit> context;
  private final Background background;
  private final EnumeratorState initial;
  private final BiFunction<ExportSourceSettings, EnumeratorState, ExportEnumerator> enumerators;
  private final List<Runnable> waiting = new ArrayList<>();
  private ExportEnumerator enumerator;
  private WriteGrant grant;
  private TableKnowledge known;
  private boolean closed;

  ClaimingEnumerator(
      ExportSourceSettings settings,
      SplitEnumeratorContext<ExportSplit> context,
      Background background,
      EnumeratorState initial,
      BiFunction<ExportSourceSettings, EnumeratorState, ExportEnumerator> enumerators) {
    this.settings = requireNonNull(settings, "settings is null");
    this.context = requireNonNull(context, "context is null");
    this.background = requireNonNull(background, "background is null");
    this.initial = requireNonNull(initial, "initial is null");
    this.enumerators = requireNonNull(enumerators, "enumerators is null");
    this.known = initial.known();
  }

  @Override
  public void start() {
    SourceProgress.of(settings.runId()).started();
    Wish wish = wish();
    background.run(Duration.ZERO, () -> settings.access().claim(wish, this::lost), this::claimed);
  }

  private Wish wish() {
    boolean fresh = initial.isFirst();

    if (settings.mode() instanceof ReadMode.Bounded mode) {
      return new Wish(mode.asked(), mode.asked(), known, fresh);
    }

    return new Wish(
        DayRange.from(fence()),
        DayRange.from(initial.listing().firstToRead(fence())),
        known,
        fresh);
  }

  /** The first day of an ingest: of its first start, which its state knows from then on. */
  private int fence() {
    ReadMode.Continuous mode = (ReadMode.Continuous) settings.mode();
    return initial.listing().fenceOr(mode.firstDay(settings.clock().today()));
  }

  private void claimed(WriteGrant given, Throwable error) {
    if (error != null) {
      throw new FlinkRuntimeException(error.getMessage(), error);
    }

    if (closed) {
      given.close();
      return;
    }

    grant = given;
    boolean learns = given.mustLearn() || isLearningOfAnotherRun();

    if (learns || known.snapshots().isEmpty()) {
      known = known.at(given.snapshots());
    }

    LOG.info("Run {} may write, and {}", settings.runId(), learns ? "learns first" : "goes on");
    enumerator = enumerators.apply(granted(given), learns ? initial.learningAnew() : learnt());
    enumerator.start();
    waiting.forEach(Runnable::run);
    waiting.clear();
    background.run(BETWEEN_LOOKS, () -> given.look(current()), this::looked);
  }

  /** The state where there is nothing to learn, or what is to be learnt is in it. */
  private EnumeratorState learnt() {
    return initial.isFirst() ? initial.learnt() : initial;
  }

  /** What an earlier run was learning names files of then, and its readers' part of it is lost. */
  private boolean isLearningOfAnotherRun() {
    return initial.phase() != Learning.Phase.RELEASED
        && !initial.isFirst()
        && !known.runs().containsKey(settings.runId());
  }

  private ExportSourceSettings granted(WriteGrant given) {
    ExportSourceSettings known = settings.withKnown(given.identities());

    if (settings.mode() instanceof ReadMode.Continuous mode) {
      return known.withMode(mode.beginningAt(LocalDate.ofEpochDay(fence())));
    }

    ReadMode.Bounded mode = (ReadMode.Bounded) settings.mode();

    if (given.days().equals(mode.asked())) {
      return known;
    }

    LocalDate left = LocalDate.ofEpochDay(given.days().to() + 1L);
    refuseWhatItHasAlready(mode, left);
    return known.withMode(mode.leaving(left));
  }

  /** Objects of days that are another's by now may be with readers: they cannot be left out. */
  private void refuseWhatItHasAlready(ReadMode.Bounded mode, LocalDate left) {
    int listedBefore = initial.listing().listedBefore();
    boolean any =
        mode.manifest() == null
            ? listedBefore != ListingState.UNSET && listedBefore >= left.toEpochDay()
            : listedBefore != ListingState.UNSET;

    if (any && !initial.isFirst()) {
      throw new FlinkRuntimeException(
          ("The state of this backfill holds objects of export days from %s on, which the ingest"
                  + " that is running owns by now. Run the backfill with another --state, and it"
                  + " leaves these days to the ingest; or stop the ingest first.")
              .formatted(left));
    }
  }

  private void lost() {
    context.runInCoordinatorThread(
        () -> {
          if (!closed) {
            throw new FlinkRuntimeException(
                "Another writer took this run's right to write, because it was not renewed in time"
                    + " or an ingest began. Nothing is lost; run it again.");
          }
        });
  }

  /** What the state knows if it is written now. */
  private TableKnowledge current() {
    return known.with(settings.runId(), Long.MAX_VALUE);
  }

  private void looked(Map<String, Long> snapshots, Throwable error) {
    if (closed) {
      return;
    }

    if (error == null) {
      known = known.at(snapshots);
    } else {
      LOG.warn("The tables could not be looked at: {}", error.toString());
    }

    background.run(BETWEEN_LOOKS, () -> grant.look(current()), this::looked);
  }

  private void later(Runnable call) {
    if (enumerator == null) {
      waiting.add(call);
      return;
    }

    call.run();
  }

  @Override
  public void handleSplitRequest(int reader, String host) {
    later(() -> enumerator.handleSplitRequest(reader, host));
  }

  @Override
  public void addSplitsBack(List<ExportSplit> splits, int reader) {
    later(() -> enumerator.addSplitsBack(splits, reader));
  }

  @Override
  public void addReader(int reader) {
    later(() -> enumerator.addReader(reader));
  }

  @Override
  public void handleSourceEvent(int reader, SourceEvent event) {
    later(() -> enumerator.handleSourceEvent(reader, event));
  }

  @Override
  public EnumeratorState snapshotState(long checkpoint) {
    if (enumerator == null) {
      return initial;
    }

    return enumerator.snapshotState(checkpoint).withKnown(known.with(settings.runId(), checkpoint));
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) {
    later(() -> enumerator.notifyCheckpointComplete(checkpoint));
  }

  @Override
  public void close() throws IOException {
    closed = true;

    if (enumerator == null) {
      background.close();
    } else {
      enumerator.close();
    }

    if (grant != null) {
      grant.close();
    }
  }
}
