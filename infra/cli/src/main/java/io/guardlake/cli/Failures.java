package io.guardlake.cli;

import static java.util.Objects.requireNonNull;

import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.Escapes;
import io.guardlake.cli.console.ExitCode;
import io.guardlake.jobs.config.UsageException;
import io.guardlake.jobs.table.NewerOutputException;
import io.guardlake.setup.run.SetupException;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns what a command throws into a sentence and an exit code. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private final Console console;

  Failures(Console console) {
    this.console = requireNonNull(console, "console is null");
  }

  @Override
  public int handleParseException(ParameterException exception, String[] arguments) {
    CommandLine command = exception.getCommandLine();
    say(exception.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(exception, console.messages());
    console.message("See: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE.number();
  }

  @Override
  public int handleExecutionException(
      Exception exception, CommandLine command, ParseResult parsed) {
    say(exception.getMessage() == null ? exception.toString() : exception.getMessage());

    if (parsed.expandedArgs().contains("--verbose")
        || parsed.originalArgs().contains("--verbose")) {
      StringWriter trace = new StringWriter();
      exception.printStackTrace(new PrintWriter(trace));
      trace.toString().lines().map(Failures::escaped).forEach(console::message);
    }

    console.messages().flush();
    boolean refused =
        exception instanceof UsageException
            || exception instanceof NewerOutputException
            || exception instanceof SetupException;
    return (refused ? ExitCode.USAGE : ExitCode.FAILED).number();
  }

  /** A line of a trace, which begins with a tab and may quote what an attacker wrote. */
  private static String escaped(String line) {
    String text = line.stripLeading();
    return "\t".repeat(line.startsWith("\t") ? 1 : 0) + Escapes.forTerminal(text);
  }

  private void say(String message) {
    console.message("guardlake: " + Escapes.forTerminal(message));
  }
}
