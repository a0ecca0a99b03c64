package io.guardlake.sandbox.server;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Runs inside a server's process: calls the server's main class, says when that has returned, which
 * is when it listens, and ends the process as soon as its standard input closes, which happens
 * whenever the parent is gone, kill -9 included.
 *
 * <p>Its class file is copied beside the server's jars, so it may use nothing but the JDK.
 */
final class ServerLauncher {
  /** Printed on a line of its own once the server listens. */
  static final String READY = "GUARDLAKE-SERVER-READY";

  private ServerLauncher() {}

  /** The server's main class, then its arguments; runs in the server's work directory. */
  public static void main(String[] arguments)
      throws ClassNotFoundException, NoSuchMethodException, IllegalAccessException {
    // S3Proxy redirects System.err to its log, so keep the stream there was at the start.
    PrintStream output = System.out;
    Thread watcher =
        new Thread(() -> endWithParent(Path.of("").toAbsolutePath()), "parent-watcher");
    watcher.setDaemon(true);
    watcher.start();

    try {
      Class.forName(arguments[0])
          .getMethod("main", String[].class)
          .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
    } catch (InvocationTargetException failure) {
      failure.getCause().printStackTrace(output);
      Runtime.getRuntime().halt(1);
    }

    output.println(READY);
    output.flush();
  }

  /** A parent that was killed cannot delete the folder with the endpoint's secret: we do. */
  private static void endWithParent(Path workDirectory) {
    try {
      while (System.in.read() >= 0) {
        // The parent writes nothing: only the end of the stream matters.
      }
    } catch (IOException closed) {
      // A broken pipe means the same as its end.
    }

    delete(workDirectory);
    Runtime.getRuntime().halt(0);
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException leftBehind) {
      // The parent is closing us and deletes the same files, or nothing more can be done.
    }
  }
}
