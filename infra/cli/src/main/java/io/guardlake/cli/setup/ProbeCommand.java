package io.guardlake.cli.setup;

import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.ExitCode;
import io.guardlake.jobs.config.UsageException;
import io.guardlake.setup.probe.Recording;
import io.guardlake.setup.run.Setup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code guardlake setup probe}. */
@Command(
    name = "probe",
    mixinStandardHelpOptions = true,
    description = {
      "Asks AWS all that doctor and status ask, changing nothing, and records which fields its"
          + " answers",
      "have: no value, no name that somebody chose. A recording of a real account, replayed where",
      "AWS_ENDPOINT_URL is a sandbox, shows where the sandbox differs. Exit code 1 when it does."
    },
    footer = {
      "",
      "Examples:",
      "  guardlake setup probe --config setup.yaml --record aws.json",
      "  guardlake setup probe --config sandbox-setup.yaml --replay aws.json"
    })
final class ProbeCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private SetupOptions options;

  @ArgGroup(multiplicity = "1")
  private Purpose purpose;

  /** What the answers are for. */
  static final class Purpose {
    @Option(names = "--record", paramLabel = "FILE", description = "Write what came to a file.")
    private Path record;

    @Option(
        names = "--replay",
        paramLabel = "FILE",
        description = "Ask again, and compare with what was recorded.")
    private Path replay;
  }

  ProbeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (Setup setup = options.open(console, new StopRequest())) {
      return (purpose.record != null ? record(setup) : replay(setup)).number();
    }
  }

  private ExitCode record(Setup setup) throws InterruptedException {
    Recording recording = setup.probe();

    try {
      Files.writeString(purpose.record, recording.json(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UsageException(
          "%s cannot be written (%s); name another.".formatted(purpose.record, e), e);
    }

    console.result(
        "%d kinds of answers are in %s".formatted(recording.answers().size(), purpose.record));
    return ExitCode.DONE;
  }

  private ExitCode replay(Setup setup) throws InterruptedException {
    Recording recorded;

    try {
      recorded =
          Recording.parse(
              purpose.replay.toString(), Files.readString(purpose.replay, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UsageException("%s cannot be read (%s).".formatted(purpose.replay, e), e);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }

    List<String> differences = recorded.differences(setup.probe());

    if (differences.isEmpty()) {
      console.result("Every answer looks as it was recorded.");
      return ExitCode.DONE;
    }

    Pages.print(console, String.join("\n", differences));
    return ExitCode.FAILED;
  }
}
