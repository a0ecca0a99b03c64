package io.guardlake.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM of its own, whose output is kept in a file. It is killed with this object. */
final class JavaProcess implements AutoCloseable {
  private static final int TAIL_LINES = 60;

  private final String name;
  private final Path log;
  private final Process process;

  private JavaProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts one.
   *
   * @param logs the directory of its log, {@code NAME.log}, which is added to
   * @param heapMegabytes its largest heap
   * @param environment what is added to this process's environment
   */
  static JavaProcess start(
      String name,
      Path logs,
      String classPath,
      int heapMegabytes,
      Map<String, String> environment,
      String mainClass,
      List<String> arguments) {
    Path log = logs.resolve(name + ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("guardlake.jvm.opens").split(" ")));
    // Two cores for all of them: the compiler that optimizes most would take more than it gives.
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Xmx" + heapMegabytes + "m");
    command.addAll(List.of("-cp", classPath, mainClass));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    builder.environment().keySet().removeIf(key -> key.startsWith("GUARDLAKE_"));
    builder.environment().putAll(environment);

    try {
      Files.createDirectories(logs);
      Files.writeString(
          log,
          "=== %s %s%n".formatted(mainClass, String.join(" ", arguments)),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      return new JavaProcess(name, log, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("Could not start " + name + ".", e);
    }
  }

  String name() {
    return name;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Its exit code, once it has ended. */
  int exitCode() {
    return process.exitValue();
  }

  /** Asks it to end, as SIGTERM does. */
  void terminate() {
    process.destroy();
  }

  /** Ends it as {@code kill -9} does. */
  void kill() {
    process.destroyForcibly();
    awaitEnd(Duration.ofSeconds(30));
  }

  /** Lets it do nothing for a while, as a long pause of its machine would. */
  void suspend() {
    signal("STOP");
  }

  void resume() {
    signal("CONT");
  }

  private void signal(String signal) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + signal, "" + process.pid()).start();

      if (kill.waitFor() != 0) {
        throw new IllegalStateException("kill -" + signal + " failed for " + name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("There is no kill.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted.", e);
    }
  }

  /** The last line of JSON that it printed. */
  String json() {
    try {
      return Files.readString(log, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith("{"))
          .reduce((first, second) -> second)
          .orElseThrow(() -> new AssertionError("There is no JSON in " + tail()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for its end; whether it came in time. */
  boolean awaitEnd(Duration atMost) {
    try {
      return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for " + name + ".", e);
    }
  }

  /** The last lines of its log, for messages. */
  String tail() {
    try {
      List<String> lines = Files.readString(log, StandardCharsets.UTF_8).lines().toList();
      return name
          + ":\n"
          + String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return name + ": no log (" + e.getMessage() + ")";
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
