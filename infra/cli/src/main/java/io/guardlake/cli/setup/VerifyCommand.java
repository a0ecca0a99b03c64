package io.guardlake.cli.setup;

import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.ExitCode;
import io.guardlake.cli.console.StopSignals;
import io.guardlake.setup.aws.EndToEnd;
import io.guardlake.setup.run.Setup;
import io.guardlake.setup.run.StoppedException;
import io.guardlake.setup.status.Health;
import io.guardlake.setup.status.Status;
import io.guardlake.setup.text.StatusText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code guardlake setup verify}. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Waits until GuardDuty has tried the destination in every region, ten minutes at most, and says",
      "where it publishes. With --end-to-end, follows one sample finding to the reader of the export.",
      "Exit code 1 when a region does not publish."
    })
final class VerifyCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private SetupOptions options;

  @Option(
      names = "--end-to-end",
      description =
          "Make one sample finding of low severity, wait for its object, decrypt it as the reader, and"
              + " archive it. It reaches EventBridge and Security Hub too.")
  private boolean endToEnd;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "Where the sample is made. Left out: the bucket's region.")
  private String region;

  VerifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    StopRequest stop = new StopRequest();

    try (StopSignals signals = StopSignals.forwardTo(stop::stop);
        Setup setup = options.open(console, stop)) {
      Status status = setup.verify();
      Pages.print(console, options.json() ? StatusText.json(status) : StatusText.of(status));
      boolean verified =
          !status.isBroken()
              && status.regions().stream().noneMatch(each -> each.health() == Health.VERIFYING);

      if (verified && endToEnd) {
        follow(setup);
      }

      return (verified ? ExitCode.DONE : ExitCode.FAILED).number();
    } catch (StoppedException e) {
      console.message("guardlake: " + e.getMessage());
      return ExitCode.FAILED.number();
    }
  }

  private void follow(Setup setup) {
    String where = region == null ? setup.config().bucket().region() : region;
    console.message(
        "Making the sample finding %s in %s. It reaches EventBridge and Security Hub as any finding does; it is archived in the end."
            .formatted(EndToEnd.TYPE, where));
    EndToEnd.Arrival arrival = setup.follow(where);
    console.message(
        "The sample finding %s came as %s, was decrypted as %s, and is archived."
            .formatted(arrival.findingId(), arrival.uri(), arrival.reader()));
  }
}
