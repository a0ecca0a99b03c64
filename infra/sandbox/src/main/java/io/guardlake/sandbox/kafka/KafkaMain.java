package io.guardlake.sandbox.kafka;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/**
 * Runs inside the broker's process: formats its storage where it is new, starts Kafka, whose own
 * main method never returns, and returns once the broker listens.
 *
 * <p>Its class file is copied beside Kafka's jars, so it may use nothing but the JDK.
 */
public final class KafkaMain {
  private static final int CONNECT_MILLIS = 1_000;
  private static final int PAUSE_MILLIS = 50;

  private KafkaMain() {}

  /** The file with the broker's settings, which name its cluster, too. */
  public static void main(String[] arguments) throws Exception {
    String file = arguments[0];
    Properties settings = new Properties();

    try (InputStream in = new FileInputStream(file)) {
      settings.load(in);
    }

    String[] format = {
      "format", "-t", settings.getProperty("guardlake.cluster"), "-c", file, "--ignore-formatted"
    };
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    Object status =
        Class.forName("kafka.tools.StorageTool")
            .getMethod("execute", String[].class, PrintStream.class)
            .invoke(null, format, new PrintStream(said, true, StandardCharsets.UTF_8));

    if (!Integer.valueOf(0).equals(status)) {
      throw new IllegalStateException(
          "Kafka's storage was not formatted: " + said.toString(StandardCharsets.UTF_8));
    }

    Thread broker = new Thread(() -> run(file), "broker");
    broker.start();
    awaitPort(Integer.parseInt(settings.getProperty("guardlake.port")), broker);
  }

  private static void run(String file) {
    try {
      Class.forName("kafka.Kafka")
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[] {file});
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException("Kafka's class is not as it was", failure);
    }
  }

  private static void awaitPort(int port, Thread broker) throws InterruptedException {
    while (broker.isAlive()) {
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
        return;
      } catch (IOException notYet) {
        Thread.sleep(PAUSE_MILLIS);
      }
    }

    throw new IllegalStateException("Kafka ended while starting");
  }
}
