package io.guardlake.cli.setup;

import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.ExitCode;
import io.guardlake.setup.execute.Outcome.State;
import io.guardlake.setup.plan.Effect;
import io.guardlake.setup.plan.SetupPlan;
import io.guardlake.setup.run.Application;
import io.guardlake.setup.run.Setup;
import io.guardlake.setup.run.StoppedException;
import io.guardlake.setup.text.ApplicationText;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Does a plan and says how it ended. */
final class Doing {
  private final Console console;
  private final SetupOptions options;

  Doing(Console console, SetupOptions options) {
    this.console = console;
    this.options = options;
  }

  ExitCode apply(Setup setup, SetupPlan plan, Optional<Path> reviewed, Set<Effect> allowed)
      throws InterruptedException {
    try {
      Application application = setup.apply(plan, reviewed, allowed);
      Pages.print(
          console,
          options.json() ? ApplicationText.json(application) : ApplicationText.of(application));
      plan.obstacles()
          .forEach(
              each ->
                  console.message(
                      "In the way: %s%s"
                          .formatted(
                              each.region().map(region -> region + ": ").orElse(""),
                              each.sentence())));
      return code(plan, application);
    } catch (StoppedException e) {
      console.message("guardlake: " + e.getMessage());
      return ExitCode.PARTLY_DONE;
    }
  }

  private static ExitCode code(SetupPlan plan, Application application) {
    if (application.execution().isWhole()) {
      return plan.obstacles().isEmpty() ? ExitCode.DONE : ExitCode.PARTLY_DONE;
    }

    boolean some =
        application.execution().outcomes().stream()
            .anyMatch(outcome -> outcome.state() == State.DONE);
    return some ? ExitCode.PARTLY_DONE : ExitCode.FAILED;
  }
}
