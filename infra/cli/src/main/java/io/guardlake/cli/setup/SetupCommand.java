package io.guardlake.cli.setup;

import io.guardlake.cli.console.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code guardlake setup}. */
@Command(
    name = "setup",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Sets GuardDuty's export of findings up in every region of an organization, from a plan that",
      "was reviewed, and says the day it stops. Credentials come from the AWS environment, and"
          + " from",
      "the profiles and roles of the configuration."
    },
    footer = {
      "",
      "Begin with:",
      "  guardlake setup example > setup.yaml",
      "  guardlake setup doctor --config setup.yaml",
      "  guardlake setup plan --config setup.yaml --out plan.json",
      "  guardlake setup apply --config setup.yaml plan.json --allow CHARGES"
    })
public final class SetupCommand implements Runnable {
  @Spec private CommandSpec spec;

  private SetupCommand() {}

  /** The command with all that belong to it. */
  public static CommandLine of(Console console) {
    CommandLine line = new CommandLine(new SetupCommand());
    line.addSubcommand(new CommandLine(new ExampleCommand(console)));
    line.addSubcommand(new CommandLine(new DoctorCommand(console)));
    line.addSubcommand(new CommandLine(new PlanCommand(console)));
    line.addSubcommand(new CommandLine(new ApplyCommand(console)));
    line.addSubcommand(new CommandLine(new VerifyCommand(console)));
    line.addSubcommand(new CommandLine(new StatusCommand(console)));
    line.addSubcommand(new CommandLine(new ArchivedCommand(console)));
    line.addSubcommand(new CommandLine(new DestroyCommand(console)));
    line.addSubcommand(new CommandLine(new ProbeCommand(console)));
    line.addSubcommand(new CommandLine(new RenderCommand(console)));
    return line;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
