package io.guardlake.cli.setup;

import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.ExitCode;
import io.guardlake.setup.doctor.CheckResult;
import io.guardlake.setup.doctor.CheckResult.Level;
import io.guardlake.setup.run.Setup;
import io.guardlake.setup.text.DoctorText;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code guardlake setup doctor}. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Checks all that an export stands on, changes nothing, and says of each fault the evidence,",
      "why it matters and what mends it. Exit code 1 when findings are lost, or will be."
    })
final class DoctorCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private SetupOptions options;

  DoctorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (Setup setup = options.open(console, new StopRequest())) {
      List<CheckResult> results = setup.doctor();
      Pages.print(console, options.json() ? DoctorText.json(results) : DoctorText.of(results));
      boolean failed = results.stream().anyMatch(result -> result.level() == Level.FAIL);
      return (failed ? ExitCode.FAILED : ExitCode.DONE).number();
    }
  }
}
