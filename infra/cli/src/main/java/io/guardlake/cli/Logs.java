package io.guardlake.cli;

import java.nio.file.Path;
import java.util.Arrays;

/** Chooses where log lines go, before the first logger is made. */
final class Logs {
  private static final String FILE_PROPERTY = "guardlake.log";

  private Logs() {}

  static void configure(String[] arguments) {
    boolean verbose = Arrays.asList(arguments).contains("--verbose");
    Path file =
        Path.of(System.getProperty("java.io.tmpdir"))
            .resolve("guardlake-%s.log".formatted(System.getProperty("user.name")));
    System.setProperty(FILE_PROPERTY, file.toString());
    System.setProperty(
        "log4j2.configurationFile",
        verbose ? "classpath:log4j2-verbose.xml" : "classpath:log4j2-file.xml");
  }

  /** Where log lines go, or null where they go to stderr. */
  static String file() {
    return System.getProperty(FILE_PROPERTY);
  }
}
