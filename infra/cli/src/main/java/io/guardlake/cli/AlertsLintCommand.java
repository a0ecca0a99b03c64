package io.guardlake.cli;

import static java.util.Objects.requireNonNull;

import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.ExitCode;
import io.guardlake.jobs.alert.AlertFile;
import io.guardlake.jobs.alert.rule.AlertRules;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code guardlake alerts lint}. */
@Command(
    name = "lint",
    mixinStandardHelpOptions = true,
    description =
        "Checks a rules file. All that is wrong is printed as file:line:column: field: what to"
            + " write, with exit code 64.",
    footer = {"", "Example:", "  guardlake alerts lint --rules rules.yaml"})
final class AlertsLintCommand implements Callable<Integer> {
  private final Console console;

  @Option(names = "--rules", required = true, paramLabel = "FILE", description = "The rules file.")
  private String rules;

  AlertsLintCommand(Console console) {
    this.console = requireNonNull(console, "console is null");
  }

  @Override
  public Integer call() {
    AlertRules read = AlertFile.read(rules);
    console.result(
        "%s: %d rules, %d sinks.".formatted(rules, read.rules().size(), read.sinks().size()));
    return ExitCode.DONE.number();
  }
}
