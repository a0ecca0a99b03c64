package io.guardlake.cli.setup;

import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.Escapes;
import java.util.stream.Collectors;

/** Prints pages whose texts came from AWS, and so perhaps from people who mean harm. */
final class Pages {
  private Pages() {}

  static void print(Console console, String page) {
    console.result(page.lines().map(Escapes::forTerminal).collect(Collectors.joining("\n")));
  }
}
