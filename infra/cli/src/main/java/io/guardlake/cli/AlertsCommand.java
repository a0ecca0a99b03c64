package io.guardlake.cli;

import io.guardlake.cli.console.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code guardlake alerts}. */
@Command(
    name = "alerts",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Checks rules files, and shows what their rules would have done.")
final class AlertsCommand implements Runnable {
  @Spec private CommandSpec spec;

  private AlertsCommand() {}

  static CommandLine of(Console console) {
    return new CommandLine(new AlertsCommand())
        .addSubcommand(new CommandLine(new AlertsLintCommand(console)))
        .addSubcommand(new CommandLine(new AlertsTestCommand(console)));
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
