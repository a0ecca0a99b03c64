package io.guardlake.cli;

import io.guardlake.cli.console.Console;
import io.guardlake.cli.setup.SetupCommand;
import io.guardlake.jobs.config.JobKind;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code guardlake} command. */
@Command(
    name = "guardlake",
    description = "Amazon GuardDuty findings: exported, kept exactly once, queried.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Begin with:  guardlake demo",
      "Help on one: guardlake COMMAND --help",
      "Exit codes: 0 done, 1 failed, 2 changes pending, 3 partly done, 64 wrong usage or refused."
    })
final class Guardlake implements Runnable {
  @SuppressWarnings("UnusedVariable") // Logs and Failures look for it before and after parsing.
  @Option(
      names = "--verbose",
      scope = CommandLine.ScopeType.INHERIT,
      description = "Log to stderr, and show stack traces.")
  private boolean verbose;

  @Spec private CommandSpec spec;

  private Guardlake() {}

  /** Runs the command and ends the process: the S3 connector's threads would keep it alive. */
  public static void main(String[] arguments) {
    Logs.configure(arguments);
    PrintWriter results = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter messages = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = run(new Console(results, messages, isTerminal()), arguments);
    results.flush();
    messages.flush();
    System.exit(code);
  }

  /** Whether someone watches: the launcher tells, because a JVM cannot ask about one stream. */
  private static boolean isTerminal() {
    return Boolean.getBoolean("guardlake.terminal");
  }

  /** Runs the command within this process and returns its exit code. */
  static int run(Console console, String... arguments) {
    CommandLine line = new CommandLine(new Guardlake());
    line.addSubcommand(new CommandLine(new DemoCommand(console)));
    line.addSubcommand(JobCommand.of(JobKind.INGEST, console));
    line.addSubcommand(JobCommand.of(JobKind.BACKFILL, console));
    line.addSubcommand(new CommandLine(new CompactCommand(console)));
    line.addSubcommand(new CommandLine(new QueryCommand(console)));
    line.addSubcommand(AlertsCommand.of(console));
    line.addSubcommand(QuarantineCommand.of(console));
    line.addSubcommand(AccountsCommand.of(console));
    line.addSubcommand(new CommandLine(new DdlCommand(console)));
    line.addSubcommand(SetupCommand.of(console));
    line.addSubcommand(new CommandLine(new ReportCommand(console)));
    line.addSubcommand(new CommandLine(new EraseCommand(console)));
    line.addSubcommand(SandboxCommand.of(console));
    line.setOut(console.results());
    line.setErr(console.messages());
    line.setUsageHelpWidth(100);
    // Else '--source URI --mistyped' would take '--mistyped' for another source.
    line.setUnmatchedOptionsAllowedAsOptionParameters(false);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(new Failures(console));
    line.setExecutionExceptionHandler(new Failures(console));
    return line.execute(arguments);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
