package io.guardlake.cli;

import static java.util.Objects.requireNonNull;

import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code guardlake quarantine}: what could not become a finding, and how to empty it. */
@Command(
    name = "quarantine",
    mixinStandardHelpOptions = true,
    description = "Shows what could not become a finding, and reads it again.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Example:",
      "  guardlake quarantine list --output file:///data/lake",
      "  guardlake quarantine replay --output file:///data/lake --reason kms_denied"
    })
final class QuarantineCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec;

  private QuarantineCommand(Console console) {
    this.console = requireNonNull(console, "console is null");
  }

  static CommandLine of(Console console) {
    CommandLine line = new CommandLine(new QuarantineCommand(console));
    line.addSubcommand(new CommandLine(new QuarantineListCommand(console)));
    line.addSubcommand(new CommandLine(new QuarantineShowCommand(console)));
    line.addSubcommand(QuarantineReplayCommand.of(console));
    return line;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(console.messages());
    return ExitCode.USAGE.number();
  }
}
