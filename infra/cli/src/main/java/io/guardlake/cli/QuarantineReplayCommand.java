package io.guardlake.cli;

import static java.util.Objects.requireNonNull;

import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.ExitCode;
import io.guardlake.cli.console.ProgressLine;
import io.guardlake.cli.console.StopSignals;
import io.guardlake.jobs.config.JobCommandLine;
import io.guardlake.jobs.replay.ReadFirst;
import io.guardlake.jobs.replay.Replay;
import io.guardlake.jobs.replay.ReplaySelection;
import io.guardlake.jobs.replay.ReplaySettings;
import io.guardlake.jobs.replay.ReplaySummary;
import io.guardlake.jobs.run.LocalRun;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code guardlake quarantine replay}. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Reads again what is open in quarantine: the object, or, where it is gone, the kept bytes, by",
      "the pipeline and the rules of a backfill. Nothing is written twice. What came of each row is",
      "recorded; what failed again stays open. Exit code 3: not all that was asked for was read."
    },
    footer = {
      "",
      "Rows of reason provenance are replayed only if --reason names it.",
      "",
      "Example:",
      "  guardlake quarantine replay --output file:///data/lake --reason kms_denied --dry-run"
    })
final class QuarantineReplayCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec;
  @Mixin private LakeOptions lake;
  @Mixin private QuarantineFilter filter;

  @Option(
      names = "--from-kept-bytes",
      description = "Read the kept bytes, without asking for the object.")
  private boolean fromKeptBytes;

  @Option(names = "--gone", description = "Try rows once more whose object was gone.")
  private boolean gone;

  @Option(names = "--dry-run", description = "Only say what would be read.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print the summary as one line of JSON.")
  private boolean json;

  private QuarantineReplayCommand(Console console) {
    this.console = requireNonNull(console, "console is null");
  }

  static CommandLine of(Console console) {
    CommandLine line = new CommandLine(new QuarantineReplayCommand(console));
    JobCommandLine.addOptions(line.getCommandSpec(), ReplaySettings.OPTIONS);
    return line;
  }

  @Override
  public Integer call() throws Exception {
    Replay replay = Replay.plan(settings());

    if (dryRun) {
      show(replay.planned(), ReplayText.Tense.WOULD);
      return ExitCode.DONE.number();
    }

    ReplaySummary summary = run(replay);
    show(summary, ReplayText.Tense.DID);
    return (summary.isComplete() ? ExitCode.DONE : ExitCode.PARTLY_DONE).number();
  }

  private ReplaySummary run(Replay replay) throws Exception {
    AtomicReference<LocalRun> running = new AtomicReference<>();
    Runnable stop =
        () -> {
          if (running.get() != null) {
            running.get().requestStop();
          }
        };

    try (StopSignals signals = StopSignals.forwardTo(stop)) {
      return replay.run(running::set, new ProgressLine(console));
    }
  }

  private void show(ReplaySummary summary, ReplayText.Tense tense) {
    console.result(json ? ReplayText.json(summary, tense) : ReplayText.sentences(summary, tense));
  }

  private ReplaySettings settings() {
    return new ReplaySettings(
        lake.open(),
        lake.catalog(),
        new ReplaySelection(filter.reasons(), filter.from(), filter.to(), filter.object(), gone),
        fromKeptBytes ? ReadFirst.THE_KEPT_BYTES : ReadFirst.THE_OBJECT,
        JobCommandLine.arguments(spec.commandLine().getParseResult(), ReplaySettings.OPTIONS),
        System.getenv());
  }
}
