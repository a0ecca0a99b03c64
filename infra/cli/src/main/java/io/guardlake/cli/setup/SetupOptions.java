package io.guardlake.cli.setup;

import io.guardlake.cli.console.Console;
import io.guardlake.jobs.config.UsageException;
import io.guardlake.setup.aws.AwsAccess;
import io.guardlake.setup.config.ConfigException;
import io.guardlake.setup.execute.Patience;
import io.guardlake.setup.run.Setup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
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
    String yaml;

    try {
      yaml = Files.readString(config, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UsageException(
          "%s cannot be read (%s). Begin with: guardlake setup example > %s"
              .formatted(config, e, config),
          e);
    }

    try {
      return Setup.of(
          config.toString(),
          yaml,
          AwsAccess.ofEnvironment(),
          work == null ? config.toAbsolutePath().resolveSibling("guardlake-setup") : work,
          InstantSource.system(),
          Patience.ofMinutes(stop::sleep),
          new ProgressLines(console, stop));
    } catch (ConfigException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }
}
