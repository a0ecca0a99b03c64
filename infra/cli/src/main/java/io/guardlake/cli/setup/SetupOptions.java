package io.guardlake.cli.setup;

import io.guardlake.cli.console.Console;
import io.guardlake.setup.run.Setup;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What all commands of a setup take. */
final class SetupOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "setup.yaml",
      description = "What is wished. Default: setup.yaml.")
  private Path config;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description =
          "Where journals and backups of policies are kept. Left out: guardlake-setup beside the"
              + " configuration.")
  private Path work;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  boolean json() {
    return json;
  }

  Path config() {
    return config;
  }

  /** The setup, whose waiting and actions end when the process is told to stop. */
  Setup open(Console console, StopRequest stop) {
    return OpenSetup.of(config, work == null ? OpenSetup.beside(config) : work, console, stop);
  }
}
