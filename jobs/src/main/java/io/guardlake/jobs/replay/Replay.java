package io.guardlake.jobs.replay;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.config.JobKind;
import io.guardlake.jobs.config.JobOption;
import io.guardlake.jobs.config.JobSettings;
import io.guardlake.jobs.config.OptionValues;
import io.guardlake.jobs.pipeline.PipelineInput;
import io.guardlake.jobs.run.LocalRun;
import io.guardlake.jobs.run.RunProgress;
import io.guardlake.jobs.run.RunSummary;
import io.guardlake.schemas.quarantine.SettledOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Reads again what is in quarantine, by a backfill of just these objects and lines: the same
 * pipeline, dedup and rules for writers, so that nothing is written twice and no day is written
 * that another writer owns. What came of each row is recorded once the backfill has ended, so a
 * replay that dies is simply begun again.
 *
 * <p>A row that fails again keeps its id, which depends on the reason and the place alone, and is
 * not written a second time.
 */
public final class Replay {
  private static final String OWNED = "their export days are another writer's; stop it, or wait";
  private static final String NOT_READ = "their objects were not read";

  private final ReplaySettings settings;
  private final ReplayPlan plan;

  private Replay(ReplaySettings settings, ReplayPlan plan) {
    this.settings = settings;
    this.plan = plan;
  }

  /** Works out what is to be read, and reads nothing but quarantine. */
  public static Replay plan(ReplaySettings settings) throws IOException {
    requireNonNull(settings, "settings is null");
    List<QuarantinedRow> rows = new QuarantineScan(settings.catalog()).rows();
    return new Replay(settings, ReplayPlan.of(rows, settings.selection(), settings.first()));
  }

  /** What {@link #run} would do. */
  public ReplaySummary planned() {
    return summary(Map.of(), plan.left(), null);
  }

  /**
   * Replays.
   *
   * @param started told of the run once it has begun, so that it can be asked to stop
   * @param watcher told how it is doing
   */
  public ReplaySummary run(Consumer<LocalRun> started, Consumer<RunProgress> watcher)
      throws Exception {
    if (plan.objects().isEmpty()) {
      return planned();
    }

    ReplayWatch watch = new ReplayWatch(plan.objects());
    Path manifest = Files.createTempFile("guardlake-replay-", ".jsonl");

    try (KeptLines kept = new KeptLines(new QuarantineScan(settings.catalog()), plan.objects());
        RunningReplay running = new RunningReplay(watch, kept)) {
      Files.write(manifest, plan.manifest(), StandardCharsets.UTF_8);
      RunSummary run = read(running, manifest, started, watcher);
      return settle(watch, run);
    } finally {
      Files.deleteIfExists(manifest);
    }
  }

  private RunSummary read(
      RunningReplay running,
      Path manifest,
      Consumer<LocalRun> started,
      Consumer<RunProgress> watcher)
      throws Exception {
    PipelineInput input =
        new PipelineInput(
            new KeptStores(running.name(), settings.first()),
            new ReplayWatch.Remote(running.name()));

    try (LocalRun run = LocalRun.start(backfill(manifest), input)) {
      started.accept(run);
      return run.await(watcher);
    }
  }

  private JobSettings backfill(Path manifest) {
    Map<String, String> arguments = new HashMap<>(settings.options());
    arguments.put(JobOption.SOURCE.key(), String.join(",", plan.roots()));
    arguments.put(JobOption.OUTPUT.key(), settings.catalog().warehouse());
    arguments.put(JobOption.DATABASE.key(), settings.catalog().database());
    arguments.put(JobOption.MANIFEST.key(), manifest.toUri().toString());
    arguments.put(JobOption.FROM.key(), plan.firstDay().toString());
    arguments.put(JobOption.TO.key(), plan.lastDay().toString());

    if (settings.catalogText() != null) {
      arguments.put(JobOption.CATALOG.key(), settings.catalogText());
    }

    return JobSettings.of(
        OptionValues.resolve(JobKind.BACKFILL, arguments, settings.environment(), Map.of()));
  }

  private ReplaySummary settle(ReplayWatch watch, RunSummary run) throws IOException {
    Map<SettledOutcome, Long> outcomes = new EnumMap<>(SettledOutcome.class);
    Map<String, Integer> left = new TreeMap<>(plan.left());
    Map<String, Settlement> news = new LinkedHashMap<>();

    for (ReplayObject object : plan.objects()) {
      boolean skipped = run.skippedDays().contains(object.day().toString());

      for (QuarantinedRow row : object.rows()) {
        Optional<Settlement> settlement =
            skipped ? Optional.empty() : watch.settlement(object, row);

        if (settlement.isEmpty()) {
          left.merge(skipped ? OWNED : NOT_READ, 1, Integer::sum);
          continue;
        }

        outcomes.merge(settlement.get().outcome(), 1L, Long::sum);

        if (!settlement.get().equals(row.last())) {
          news.put(row.id(), settlement.get());
        }
      }
    }

    SettledWriter.append(settings.catalog(), news, Instant.now());
    return summary(outcomes, left, run);
  }

  private ReplaySummary summary(
      Map<SettledOutcome, Long> outcomes, Map<String, Integer> left, RunSummary run) {
    long selected = plan.rows() + (long) plan.rowsLeft();
    return new ReplaySummary(selected, outcomes, left, plan.byReason(), plan.objects().size(), run);
  }
}
