package io.guardlake.cli.setup;

import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.ExitCode;
import io.guardlake.cli.console.StopSignals;
import io.guardlake.jobs.config.UsageException;
import io.guardlake.setup.plan.Effect;
import io.guardlake.setup.plan.SetupPlan;
import io.guardlake.setup.run.Setup;
import io.guardlake.setup.run.Takeback;
import io.guardlake.setup.text.PlanText;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code guardlake setup apply}. */
@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    description = {
      "Does a plan that was kept by guardlake setup plan --out, and refuses when what is there has",
      "changed since. A region that fails does not stop the others. Killed or stopped at any point,",
      "the same command does the rest. Exit code 3 when something is left to do."
    },
    footer = {
      "",
      "Example:",
      "  guardlake setup apply plan.json --allow CHARGES,IRREVERSIBLE",
      "  guardlake setup apply --rollback guardlake-setup/20260131T101500.000Z-4711-001-Main.journal.jsonl"
    })
final class ApplyCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private SetupOptions options;
  @Mixin private Allowances allowances;

  @Parameters(
      arity = "0..1",
      paramLabel = "PLAN",
      description = "The plan that was reviewed. Left out: with --yes, the plan as it is now.")
  private Path plan;

  @Option(names = "--yes", description = "Do the plan as it is now, without a review.")
  private boolean yes;

  @Option(
      names = "--rollback",
      paramLabel = "JOURNAL",
      description =
          "Take back what a journal tells of: our statements, destinations, rules and"
              + " notifications. Policies keep what others added since.")
  private Path rollback;

  ApplyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (rollback != null && plan != null) {
      throw new UsageException("Give a PLAN to do or a --rollback to take back, not both.");
    }

    StopRequest stop = new StopRequest();

    try (StopSignals signals = StopSignals.forwardTo(stop::stop);
        Setup setup = options.open(console, stop)) {
      return (rollback == null ? apply(setup) : takeBack(setup)).number();
    }
  }

  private ExitCode apply(Setup setup) throws InterruptedException {
    SetupPlan now = plan == null ? setup.plan() : setup.reviewed(plan);

    if (plan == null && !yes && !now.actions().isEmpty()) {
      Pages.print(console, PlanText.of(now));
      throw new UsageException(
          "Nothing was done. Keep the plan with guardlake setup plan --out FILE and apply that, or add --yes.");
    }

    Set<Effect> allowed = allowances.enoughFor(now);
    return new Doing(console, options).apply(setup, now, Optional.ofNullable(plan), allowed);
  }

  private ExitCode takeBack(Setup setup) throws InterruptedException {
    Takeback takeback = setup.takeback(rollback);

    if (!takeback.commands().isEmpty()) {
      console.message("What the setup does not take back itself, the last first:");
      takeback.commands().forEach(command -> console.message("  " + command));
    }

    Set<Effect> allowed = allowances.enoughFor(takeback.plan());
    return new Doing(console, options).apply(setup, takeback.plan(), Optional.empty(), allowed);
  }
}
