package io.guardlake.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The demo's alert rules. */
final class DemoAlerts {
  /**
   * The findings are of the last days, so they are not old; five of them show what it looks like.
   */
  private static final String RULES =
      """
      version: 1
      oldAfter: 30d
      sinks: { terminal: { type: STDOUT } }
      rules:
        - name: critical
          match: { severity: [CRITICAL] }
          send: terminal
          limit: { perRule: 5 in 1h }
      """;

  private DemoAlerts() {}

  /** Writes the rules file into a directory. */
  static Path write(Path directory) throws IOException {
    return Files.writeString(directory.resolve("rules.yaml"), RULES);
  }
}
