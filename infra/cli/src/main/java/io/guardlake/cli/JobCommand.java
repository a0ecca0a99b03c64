package io.guardlake.cli;

import static java.util.Objects.requireNonNull;

import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.ExitCode;
import io.guardlake.cli.console.ProgressLine;
import io.guardlake.cli.console.StopSignals;
import io.guardlake.jobs.config.JobCommandLine;
import io.guardlake.jobs.config.JobKind;
import io.guardlake.jobs.config.JobOption;
import io.guardlake.jobs.config.JobSettings;
import io.guardlake.jobs.config.OptionValues;
import io.guardlake.jobs.run.LocalRun;
import io.guardlake.jobs.run.RunSummary;
import io.guardlake.jobs.source.store.ClockSkew;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Runs a job on this machine: {@code guardlake ingest} and {@code guardlake backfill}. */
final class JobCommand implements Callable<Integer> {
  private static final String JSON = "--json";

  private final JobKind job;
  private final Console console;
  private CommandSpec spec;

  private JobCommand(JobKind job, Console console) {
    this.job = requireNonNull(job, "job is null");
    this.console = requireNonNull(console, "console is null");
  }

  static CommandLine of(JobKind job, Console console) {
    JobCommand command = new JobCommand(job, console);
    command.spec =
        CommandSpec.wrapWithoutInspection(command).name(job.label()).mixinStandardHelpOptions(true);
    JobCommandLine.addOptions(command.spec, job);
    command.spec.addOption(
        OptionSpec.builder(JSON)
            .type(boolean.class)
            .description("Print the summary as one line of JSON.")
            .build());

    if (job == JobKind.BACKFILL) {
      command.spec.addOption(FromApi.option());
    }

    command.spec.usageMessage().description(description(job)).footer(footer(job));
    return new CommandLine(command.spec);
  }

  @Override
  public Integer call() throws Exception {
    CommandLine.ParseResult parsed = spec.commandLine().getParseResult();
    Map<String, String> arguments = JobCommandLine.arguments(parsed, job);

    if (job == JobKind.BACKFILL && parsed.hasMatchedOption(FromApi.OPTION)) {
      return fromApi(parsed, arguments).number();
    }

    run(parsed, arguments);
    return ExitCode.DONE.number();
  }

  /** Reads what the API tells by the way of all objects, from a directory that goes afterwards. */
  private ExitCode fromApi(CommandLine.ParseResult parsed, Map<String, String> arguments)
      throws Exception {
    Path setup = Path.of((String) parsed.matchedOption(FromApi.OPTION).getValue());

    try (FromApi download = FromApi.download(setup, arguments, console)) {
      if (download.findings() > 0) {
        Map<String, String> downloaded = new HashMap<>(arguments);
        downloaded.put(JobOption.SOURCE.key(), download.source());
        run(parsed, downloaded);
      } else {
        console.message("The API tells of nothing that is not in the output already.");
      }

      return download.complete() ? ExitCode.DONE : ExitCode.PARTLY_DONE;
    }
  }

  private void run(CommandLine.ParseResult parsed, Map<String, String> arguments) throws Exception {
    JobSettings settings =
        JobSettings.of(OptionValues.resolve(job, arguments, System.getenv(), Map.of()));

    try (LocalRun run = LocalRun.start(settings);
        StopSignals signals = StopSignals.forwardTo(run::requestStop)) {
      RunSummary summary = run.await(new ProgressLine(console));
      console.result(
          parsed.hasMatchedOption(JSON)
              ? SummaryText.json(job, summary)
              : SummaryText.sentences(job, summary));
      ClockSkew.warning().ifPresent(warning -> console.message("guardlake: " + warning));
    }
  }

  private static String description(JobKind job) {
    return switch (job) {
      case INGEST ->
          "Reads new objects of an export as they come and keeps each version of each finding once."
              + " Stops with a savepoint on Ctrl-C; started again with the same --state, it goes"
              + " on.";
      case BACKFILL ->
          "Reads a range of export days once. Running it again adds nothing that is there already.";
    };
  }

  private static List<String> examples(JobKind job) {
    return switch (job) {
      case INGEST ->
          List.of(
              "guardlake ingest --source s3://findings-bucket/guardduty --output file:///data/lake"
                  + " --catalog sqlite --state file:///data/state");
      case BACKFILL ->
          List.of(
              "guardlake backfill --source file:///data/export --output file:///data/lake"
                  + " --from 2026-01-01 --to 2026-01-31",
              "guardlake backfill --from-api setup.yaml --output file:///data/lake");
    };
  }

  private static String[] footer(JobKind job) {
    return new String[] {
      "",
      "Each option may also stand in the environment (--look-back as GUARDLAKE_LOOK_BACK) or in a",
      "file given by --config.",
      "",
      "Example:",
      "  " + String.join("\n  ", examples(job))
    };
  }
}
