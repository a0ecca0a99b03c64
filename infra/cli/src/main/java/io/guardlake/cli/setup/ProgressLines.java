package io.guardlake.cli.setup;

import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.Escapes;
import io.guardlake.setup.execute.Outcome;
import io.guardlake.setup.execute.Outcome.State;
import io.guardlake.setup.execute.Witness;
import io.guardlake.setup.plan.SetupAction;

/** Says each action as it is done, and stops between two when it is told to. */
final class ProgressLines implements Witness {
  private final Console console;
  private final StopRequest stop;

  ProgressLines(Console console, StopRequest stop) {
    this.console = console;
    this.stop = stop;
  }

  @Override
  public void begins(SetupAction action) {
    stop.check();
  }

  @Override
  public synchronized void ends(Outcome outcome) {
    String line =
        outcome.state() == State.DONE
            ? "done    " + outcome.action().describe()
            : "FAILED  %s %s".formatted(outcome.action().describe(), outcome.sentence());
    console.message(Escapes.forTerminal(line));
  }
}
