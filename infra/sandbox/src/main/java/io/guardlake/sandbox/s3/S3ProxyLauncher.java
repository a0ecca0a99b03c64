package io.guardlake.sandbox.s3;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;

/**
 * Runs inside the S3Proxy process: starts S3Proxy, says when it listens, and ends the process as
 * soon as its standard input closes, which happens whenever the parent is gone, kill -9 included.
 *
 * <p>Its class file is copied beside S3Proxy's jars, so it may use nothing but the JDK.
 */
final class S3ProxyLauncher {
  /** Printed on a line of its own once the endpoint listens. */
  static final String READY = "GUARDLAKE-S3PROXY-READY";

  private S3ProxyLauncher() {}

  public static void main(String[] arguments)
      throws ClassNotFoundException, NoSuchMethodException, IllegalAccessException {
    // S3Proxy redirects System.err to its log, so keep the stream there was at the start.
    PrintStream output = System.out;
    Thread watcher = new Thread(S3ProxyLauncher::endWithParent, "parent-watcher");
    watcher.setDaemon(true);
    watcher.start();

    try {
      Class.forName("org.gaul.s3proxy.Main")
          .getMethod("main", String[].class)
          .invoke(null, (Object) arguments);
    } catch (InvocationTargetException failure) {
      failure.getCause().printStackTrace(output);
      Runtime.getRuntime().halt(1);
    }

    output.println(READY);
    output.flush();
  }

  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {
        // The parent writes nothing: only the end of the stream matters.
      }
    } catch (IOException closed) {
      // A broken pipe means the same as its end.
    }

    Runtime.getRuntime().halt(0);
  }
}
