package io.guardlake.cli;

import io.guardlake.cli.console.Console;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs the command within the test, as a shell would run it. */
final class Cli {
  private Cli() {}

  /**
   * @param output what went to standard output
   * @param messages what went to standard error
   */
  record Result(int exitCode, String output, String messages) {}

  static Result run(String... arguments) {
    StringWriter output = new StringWriter();
    StringWriter messages = new StringWriter();
    Console console =
        new Console(new PrintWriter(output, true), new PrintWriter(messages, true), false);
    int exitCode = Guardlake.run(console, arguments);
    return new Result(exitCode, output.toString(), messages.toString());
  }
}
