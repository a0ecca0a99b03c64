package io.guardlake.cli.setup;

import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.ExitCode;
import io.guardlake.setup.config.ConfigReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code guardlake setup example}. */
@Command(
    name = "example",
    mixinStandardHelpOptions = true,
    description = "Prints a configuration with every field explained, to begin with.")
final class ExampleCommand implements Callable<Integer> {
  private final Console console;

  ExampleCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    try (InputStream example = ConfigReader.class.getResourceAsStream("setup.example.yaml")) {
      console.result(new String(example.readAllBytes(), StandardCharsets.UTF_8).stripTrailing());
      return ExitCode.DONE.number();
    }
  }
}
