package io.guardlake.sandbox.s3;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * S3Proxy in a JVM of its own, because its class path (slf4j 2, Jackson 3, a newer AWS SDK) must
 * not mix with ours. The process ends when this object is closed and when our JVM is gone.
 */
final class S3ProxyProcess implements AutoCloseable {
  private static final long START_SECONDS = 60;
  private static final long STOP_SECONDS = 10;

  private final Process process;
  private final Path workDirectory;

  private S3ProxyProcess(Process process, Path workDirectory) {
    this.process = process;
    this.workDirectory = workDirectory;
  }

  static S3ProxyProcess start(Path library, Properties configuration) {
    if (!Files.isRegularFile(anyJar(library))) {
      throw new SandboxS3Exception(
          "There are no jars in "
              + library
              + ". Build them with `mvn generate-resources` in infra/sandbox/s3proxy, or set the"
              + " system property "
              + SandboxS3Settings.LIBRARY_PROPERTY
              + " to the folder that has S3Proxy's jars.");
    }

    Path workDirectory = createWorkDirectory(configuration);
    try {
      Process process = launch(library, workDirectory);
      S3ProxyProcess started = new S3ProxyProcess(process, workDirectory);
      started.awaitReady(configuration.getProperty("s3proxy.endpoint"));
      return started;
    } catch (RuntimeException failure) {
      deleteRecursively(workDirectory);
      throw failure;
    }
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() {
    process.destroyForcibly();

    try {
      process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }

    deleteRecursively(workDirectory);
  }

  private void awaitReady(String endpoint) {
    OutputTail output = OutputTail.follow(process.getInputStream(), S3ProxyLauncher.READY);
    boolean ready;
    boolean ended;
    try {
      ready = output.await(START_SECONDS, TimeUnit.SECONDS);
      // The output of a process ends a moment before the process does.
      ended = !ready && process.waitFor(1, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      close();
      Thread.currentThread().interrupt();
      throw new SandboxS3Exception("Interrupted while S3Proxy started.", interrupted);
    }

    if (ready) {
      return;
    }

    String end =
        ended ? "ended while starting" : "did not listen within " + START_SECONDS + " seconds";
    close();
    throw new SandboxS3Exception(
        "S3Proxy on "
            + endpoint
            + " "
            + end
            + ". Its last output:\n"
            + String.join("\n", output.lastLines()));
  }

  private static Process launch(Path library, Path workDirectory) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String classPath =
        workDirectory + File.pathSeparator + library.toAbsolutePath() + File.separator + "*";
    ProcessBuilder builder =
        new ProcessBuilder(
            java.toString(),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-cp",
            classPath,
            S3ProxyLauncher.class.getName(),
            "--properties",
            workDirectory.resolve("s3proxy.properties").toString());
    builder.directory(workDirectory.toFile());
    builder.redirectErrorStream(true);
    // Options meant for our JVM, such as agents or a larger heap, are not meant for the child.
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    // Nor are settings of the AWS SDK, which S3Proxy carries too.
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));

    try {
      return builder.start();
    } catch (IOException failure) {
      throw new SandboxS3Exception("Could not run " + java + " to start S3Proxy.", failure);
    }
  }

  private static Path createWorkDirectory(Properties configuration) {
    try {
      // Readable by us alone: the properties hold the endpoint's secret.
      Path directory = Files.createTempDirectory("guardlake-s3proxy-");
      copyResource(S3ProxyLauncher.class.getSimpleName() + ".class", directory, launcherPath());
      copyResource("s3proxy-logback.xml", directory, "logback.xml");

      try (OutputStream output = Files.newOutputStream(directory.resolve("s3proxy.properties"))) {
        configuration.store(output, null);
      }

      return directory;
    } catch (IOException failure) {
      throw new UncheckedIOException("Could not write S3Proxy's configuration.", failure);
    }
  }

  private static String launcherPath() {
    return S3ProxyLauncher.class.getName().replace('.', '/') + ".class";
  }

  private static void copyResource(String name, Path directory, String target) throws IOException {
    Path file = directory.resolve(target);
    Files.createDirectories(file.getParent());

    try (InputStream input = S3ProxyProcess.class.getResourceAsStream(name)) {
      if (input == null) {
        throw new IOException("The resource " + name + " is missing from Guardlake's jar.");
      }

      Files.copy(input, file);
    }
  }

  private static Path anyJar(Path library) {
    try (Stream<Path> files = Files.list(library)) {
      return files.filter(file -> file.toString().endsWith(".jar")).findAny().orElse(library);
    } catch (IOException unreadable) {
      return library;
    }
  }

  private static void deleteRecursively(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException leftBehind) {
      // A few kilobytes in the temporary folder are no reason to fail a caller that is done.
    }
  }
}
