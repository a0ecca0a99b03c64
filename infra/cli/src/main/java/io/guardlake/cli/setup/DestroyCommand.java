package io.guardlake.cli.setup;

import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.ExitCode;
import io.guardlake.cli.console.StopSignals;
import io.guardlake.setup.plan.Effect;
import io.guardlake.setup.plan.SetupPlan;
import io.guardlake.setup.run.Setup;
import io.guardlake.setup.text.PlanText;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code guardlake setup destroy}. */
@Command(
    name = "destroy",
    mixinStandardHelpOptions = true,
    description = {
      "Takes our statements, destinations, lifecycle rules and notifications away, and nothing"
          + " else.",
      "Without --yes it shows what it would do. It never deletes a key, a bucket or a detector,"
          + " lets no",
      "member go and turns no feature off: the commands for that are printed."
    })
final class DestroyCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private SetupOptions options;
  @Mixin private Allowances allowances;

  @Option(names = "--yes", description = "Do it.")
  private boolean yes;

  DestroyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    StopRequest stop = new StopRequest();

    try (StopSignals signals = StopSignals.forwardTo(stop::stop);
        Setup setup = options.open(console, stop)) {
      SetupPlan plan = setup.destruction();

      if (!yes) {
        Pages.print(console, options.json() ? plan.json() : PlanText.of(plan));
        return PlanCommand.code(plan).number();
      }

      Set<Effect> allowed = allowances.enoughFor(plan);
      ExitCode code = new Doing(console, options).apply(setup, plan, Optional.empty(), allowed);
      plan.manualSteps()
          .forEach(
              step -> {
                console.message(step.sentence());
                step.statements().forEach(command -> console.message("  " + command));
              });
      return code.number();
    }
  }
}
