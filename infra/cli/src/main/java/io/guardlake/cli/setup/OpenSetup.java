package io.guardlake.cli.setup;

import io.guardlake.cli.console.Console;
import io.guardlake.jobs.config.UsageException;
import io.guardlake.schemas.yaml.YamlException;
import io.guardlake.setup.aws.AwsAccess;
import io.guardlake.setup.execute.Patience;
import io.guardlake.setup.run.Setup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** Opens the setup of a configuration, by the standard AWS environment. */
public final class OpenSetup {
  private OpenSetup() {}

  /** For looking alone: what it may have to wait for cannot be stopped. */
  public static Setup of(Path config, Console console) {
    return of(config, beside(config), console, new StopRequest());
  }

  /** Its waiting and actions end when the process is told to stop. */
  static Setup of(Path config, Path work, Console console, StopRequest stop) {
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
          work,
          InstantSource.system(),
          Patience.ofMinutes(stop::sleep),
          new ProgressLines(console, stop));
    } catch (YamlException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  static Path beside(Path config) {
    return config.toAbsolutePath().resolveSibling("guardlake-setup");
  }
}
