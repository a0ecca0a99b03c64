package io.guardlake.cli.console;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;

/** Where a command writes: results to one stream, everything else to the other. */
public record Console(PrintWriter results, PrintWriter messages, boolean interactive) {
  public Console {
    requireNonNull(results, "results is null");
    requireNonNull(messages, "messages is null");
  }

  public void result(String text) {
    results.println(text);
    results.flush();
  }

  public void message(String text) {
    messages.println(text);
    messages.flush();
  }
}
