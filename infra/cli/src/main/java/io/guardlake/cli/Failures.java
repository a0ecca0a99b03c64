package io.guardlake.cli;

import static java.util.Objects.requireNonNull;

import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.Escapes;
import io.guardlake.cli.console.ExitCode;
import io.guardlake.jobs.config.UsageException;
import io.guardlake.setup.run.SetupException;
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
      exception.printStackTrace(console.messages());
    }

    console.messages().flush();
    boolean refused = exception instanceof UsageException || exception instanceof SetupException;
    return (refused ? ExitCode.USAGE : ExitCode.FAILED).number();
  }

  private void say(String message) {
    console.message("guardlake: " + Escapes.forTerminal(message));
  }
}
