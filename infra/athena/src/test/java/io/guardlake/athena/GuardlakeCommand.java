package io.guardlake.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The {@code guardlake} command as a user runs it: the launcher in the project's root, in a process
 * of its own on the JDK of the build. The launcher may build the project first.
 */
final class GuardlakeCommand {
  private static final int MINUTES = 15;

  private final Path launcher;
  private final Path javaHome;
  private final Path logs;

  private GuardlakeCommand(Path launcher, Path javaHome, Path logs) {
    this.launcher = launcher;
    this.javaHome = javaHome;
    this.logs = logs;
  }

  /**
   * The command of this checkout.
   *
   * @param logs an existing directory for what the command prints
   */
  static GuardlakeCommand ofThisCheckout(Path logs) {
    return new GuardlakeCommand(
        Path.of(setting("guardlake.root"), "guardlake"),
        Path.of(setting("guardlake.java.home")),
        logs);
  }

  /** Runs to the end and reads the one JSON object that the command prints on stdout. */
  JsonNode run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(logs, "guardlake", ".out");
    Path errors = Files.createTempFile(logs, "guardlake", ".err");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", javaHome.toString());
    Process process =
        builder.redirectOutput(output.toFile()).redirectError(errors.toFile()).start();

    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        throw failure(command, "has not ended after %d minutes".formatted(MINUTES), errors);
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }

    if (process.exitValue() != 0) {
      throw failure(command, "ended with %d".formatted(process.exitValue()), errors);
    }

    return new ObjectMapper().readTree(Files.readString(output));
  }

  private static AssertionError failure(List<String> command, String what, Path errors)
      throws IOException {
    return new AssertionError(
        "%s %s and said:%n%s".formatted(String.join(" ", command), what, Files.readString(errors)));
  }

  private static String setting(String name) {
    String value = System.getProperty(name);

    if (value == null) {
      throw new IllegalStateException(
          "The system property %s is not set; run this test through Maven.".formatted(name));
    }

    return value;
  }
}
