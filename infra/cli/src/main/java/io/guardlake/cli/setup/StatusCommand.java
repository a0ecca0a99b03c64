package io.guardlake.cli.setup;

import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.ExitCode;
import io.guardlake.cli.console.StopSignals;
import io.guardlake.jobs.config.DurationText;
import io.guardlake.jobs.config.UsageException;
import io.guardlake.setup.run.Setup;
import io.guardlake.setup.run.StoppedException;
import io.guardlake.setup.status.Status;
import io.guardlake.setup.text.StatusText;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code guardlake setup status}. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "One screen of all regions: how each exports, and whether what GuardDuty found last came out in",
      "time. A region where nothing was found is quiet, not broken. Exit code 1 when an export has",
      "stopped, for cron."
    })
final class StatusCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private SetupOptions options;

  @Option(names = "--watch", description = "Look again and again, until it is stopped.")
  private boolean watch;

  @Option(
      names = "--every",
      paramLabel = "DURATION",
      defaultValue = "60s",
      description = "The pause between two looks. Default: 60s.")
  private String every;

  StatusCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    Duration pause =
        DurationText.parse(every)
            .orElseThrow(
                () ->
                    new UsageException(
                        "--every is '%s'; it must be %s.".formatted(every, DurationText.WANTED)));
    StopRequest stop = new StopRequest();

    try (StopSignals signals = StopSignals.forwardTo(stop::stop);
        Setup setup = options.open(console, stop)) {
      Status status = show(setup);

      while (watch) {
        stop.sleep(pause);
        status = show(setup);
      }

      return (status.isBroken() ? ExitCode.FAILED : ExitCode.DONE).number();
    } catch (StoppedException e) {
      return ExitCode.DONE.number();
    }
  }

  private Status show(Setup setup) throws InterruptedException {
    Status status = setup.status();

    if (watch && console.interactive()) {
      console.results().print("\u001b[H\u001b[2J");
    }

    Pages.print(console, options.json() ? StatusText.json(status) : StatusText.of(status));
    return status;
  }
}
