package io.guardlake.sandbox.server;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A server in a JVM of its own, because its class path must not mix with ours. The process ends
 * when this object is closed and when our JVM is gone.
 */
public final class ServerProcess implements AutoCloseable {
  private static final long START_SECONDS = 120;
  private static final long STOP_SECONDS = 10;
  private static final int PORT_ATTEMPTS = 3;

  private final Process process;
  private final Path workDirectory;
  private final LocalAddress address;
  private final Thread stopAtExit;

  private ServerProcess(Process process, Path workDirectory, LocalAddress address) {
    this.process = process;
    this.workDirectory = workDirectory;
    this.address = address;
    this.stopAtExit = new Thread(this::stop, "stop-server");
  }

  /**
   * Starts a server and returns once it listens.
   *
   * @param port the port on 127.0.0.1, or 0 for a free one
   * @param program the server that listens at the address it is given
   * @throws SandboxException when it cannot start or does not listen within two minutes; the
   *     message carries what it printed last
   */
  public static ServerProcess start(int port, Function<LocalAddress, ServerProgram> program) {
    int attempts = port == 0 ? PORT_ATTEMPTS : 1;

    for (int attempt = 1; ; attempt++) {
      LocalAddress address = LocalAddress.onPort(port == 0 ? freePort() : port);
      try {
        return start(address, program.apply(address));
      } catch (SandboxException failure) {
        // Another process may take a free port between our look and the server's bind.
        if (attempt == attempts || !saysPortIsTaken(failure)) {
          throw failure;
        }
      }
    }
  }

  public LocalAddress address() {
    return address;
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() {
    stop();

    try {
      Runtime.getRuntime().removeShutdownHook(stopAtExit);
    } catch (IllegalStateException exiting) {
      // The JVM is on its way out and runs the hook itself.
    }
  }

  private static ServerProcess start(LocalAddress address, ServerProgram program) {
    program.library().requireJars();
    Path workDirectory = createWorkDirectory(program);
    try {
      ServerProcess started =
          new ServerProcess(launch(program, workDirectory), workDirectory, address);
      started.awaitReady(program.library().name(), address.endpoint());
      Runtime.getRuntime().addShutdownHook(started.stopAtExit);
      return started;
    } catch (RuntimeException failure) {
      deleteRecursively(workDirectory);
      throw failure;
    }
  }

  private void stop() {
    process.destroyForcibly();

    try {
      process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }

    deleteRecursively(workDirectory);
  }

  private void awaitReady(String name, URI endpoint) {
    OutputTail output = OutputTail.follow(process.getInputStream(), ServerLauncher.READY);
    boolean ready;
    boolean ended;
    try {
      ready = output.await(START_SECONDS, TimeUnit.SECONDS);
      // The output of a process ends a moment before the process does.
      ended = !ready && process.waitFor(1, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      stop();
      Thread.currentThread().interrupt();
      throw new SandboxException("Interrupted while " + name + " started.", interrupted);
    }

    if (ready) {
      return;
    }

    String end =
        ended ? "ended while starting" : "did not listen within " + START_SECONDS + " seconds";
    stop();
    throw new SandboxException(
        name
            + " on "
            + endpoint
            + " "
            + end
            + ". Its last output:\n"
            + String.join("\n", output.lastLines()));
  }

  private static Process launch(ServerProgram program, Path workDirectory) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder builder =
        new ProcessBuilder(
            java.toString(),
            "-Xmx" + program.heapMegabytes() + "m",
            "-XX:+UseSerialGC",
            "-cp",
            workDirectory + File.pathSeparator + program.library().classPath(),
            ServerLauncher.class.getName(),
            program.mainClass());
    builder.command().addAll(program.arguments());
    builder.directory(workDirectory.toFile());
    builder.redirectErrorStream(true);
    // Options meant for our JVM, such as agents or a larger heap, are not meant for the child.
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    // Nor are settings of the AWS SDK, which S3Proxy carries too.
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));

    try {
      return builder.start();
    } catch (IOException failure) {
      throw new SandboxException(
          "Could not run " + java + " to start " + program.library().name() + ".", failure);
    }
  }

  private static Path createWorkDirectory(ServerProgram program) {
    try {
      // Readable by us alone: a server's configuration may hold the endpoint's secret.
      Path directory = Files.createTempDirectory("guardlake-server-");
      copyLauncher(directory);

      for (Map.Entry<String, byte[]> file : program.files().entrySet()) {
        Path path = directory.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }

      return directory;
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "Could not write the configuration of " + program.library().name() + ".", failure);
    }
  }

  private static void copyLauncher(Path directory) throws IOException {
    String name = ServerLauncher.class.getSimpleName() + ".class";
    Path file = directory.resolve(ServerLauncher.class.getName().replace('.', '/') + ".class");
    Files.createDirectories(file.getParent());

    try (InputStream input = ServerProcess.class.getResourceAsStream(name)) {
      if (input == null) {
        throw new IOException("The resource " + name + " is missing from Guardlake's jar.");
      }

      Files.copy(input, file);
    }
  }

  private static boolean saysPortIsTaken(SandboxException failure) {
    return Stream.of("Failed to bind", "Bind failed", "Address already in use")
        .anyMatch(failure.getMessage()::contains);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException("Could not find a free port on 127.0.0.1.", failure);
    }
  }

  private static void deleteRecursively(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException leftBehind) {
      // A few kilobytes in the temporary folder are no reason to fail a caller that is done.
    }
  }
}
