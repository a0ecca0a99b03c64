package io.guardlake.cli.demo;

import java.io.IOException;
import java.net.URI;
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
      sinks:
        terminal: { type: STDOUT }
        page: { type: WEBHOOK, url: "file:%s", allowHttp: true, allowInternal: true }
      rules:
        - name: critical
          match: { severity: [CRITICAL] }
          send: terminal
          limit: { perRule: 5 in 1h }
        - name: serious
          match: { minScore: 7 }
          send: page
          limit: { perRule: 200 in 1h }
      """;

  private DemoAlerts() {}

  /** Writes the rules file into a directory, and where the page's webhook is beside it. */
  static Path write(Path directory, URI webhook) throws IOException {
    Path url = directory.resolve("webhook-url").toAbsolutePath();
    Files.writeString(url, webhook.toString());
    return Files.writeString(directory.resolve("rules.yaml"), RULES.formatted(url));
  }
}
