package io.guardlake.cli.setup;

import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.ExitCode;
import io.guardlake.setup.plan.SetupPlan;
import io.guardlake.setup.run.Setup;
import io.guardlake.setup.text.PlanText;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code guardlake setup plan}. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Works out what leads from what is there to what is wished, and changes nothing. Exit code 2",
      "when there is something to do, 0 when there is nothing, 1 when something is in the way of all."
    })
final class PlanCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private SetupOptions options;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Keep the plan, for guardlake setup apply FILE.")
  private Path out;

  PlanCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (Setup setup = options.open(console, new StopRequest())) {
      SetupPlan plan = setup.plan();

      if (out != null) {
        setup.keep(plan, out);
        console.message(
            "The plan is in %s. To do it: guardlake setup apply %s".formatted(out, out));
      }

      Pages.print(console, options.json() ? plan.json() : PlanText.of(plan));
      return code(plan).number();
    }
  }

  static ExitCode code(SetupPlan plan) {
    if (!plan.actions().isEmpty()) {
      return ExitCode.CHANGES_PENDING;
    }

    return plan.obstacles().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }
}
