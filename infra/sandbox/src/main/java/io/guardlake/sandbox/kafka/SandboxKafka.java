package io.guardlake.sandbox.kafka;

import static java.util.Objects.requireNonNull;

import io.guardlake.sandbox.server.LocalAddress;
import io.guardlake.sandbox.server.SandboxException;
import io.guardlake.sandbox.server.ServerLibrary;
import io.guardlake.sandbox.server.ServerProcess;
import io.guardlake.sandbox.server.ServerProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A Kafka broker on 127.0.0.1 that is its own controller, in a process of its own that ends with
 * this object or with our JVM. Topics are made when they are first used. Who logs in does so with
 * SASL/PLAIN as {@value #USER}.
 */
public final class SandboxKafka implements AutoCloseable {
  /** The system property that names the folder with Kafka's jars. */
  public static final String LIBRARY_PROPERTY = "guardlake.kafka.lib";

  public static final String USER = "guardlake";

  private static final int HEAP_MEGABYTES = 384;

  /** A cluster's id is 16 bytes in base64; this broker's cluster is nobody else's. */
  private static final String CLUSTER = "Z3VhcmRsYWtlLXRlc3RzMQ";

  private static final String LOGGING =
      """
      rootLogger.level=WARN
      rootLogger.appenderRefs=console
      rootLogger.appenderRef.console.ref=console
      appender.console.type=Console
      appender.console.name=console
      appender.console.layout.type=PatternLayout
      appender.console.layout.pattern=%-5level %logger{1}: %msg%n%ex{6}
      """;

  private final ServerProcess process;

  private SandboxKafka(ServerProcess process) {
    this.process = process;
  }

  /**
   * Starts a broker and returns once it listens. Its data is in a folder of the caller's, so that a
   * broker started there again goes on with it.
   *
   * @param port on 127.0.0.1, or 0 for a free one
   * @param password of {@value #USER}; letters and digits
   * @throws SandboxException when it does not start
   */
  public static SandboxKafka start(int port, Path data, String password) {
    requireNonNull(data, "data is null");
    requireNonNull(password, "password is null");
    ServerLibrary library = ServerLibrary.named("Kafka", "infra/sandbox/kafka", LIBRARY_PROPERTY);
    return new SandboxKafka(
        ServerProcess.start(port, address -> program(library, address, data, password)));
  }

  /** What clients call {@code bootstrap.servers}. */
  public String bootstrap() {
    return "127.0.0.1:" + port();
  }

  public int port() {
    return process.address().endpoint().getPort();
  }

  /** Ends it as kill -9 does. */
  @Override
  public void close() {
    process.close();
  }

  private static ServerProgram program(
      ServerLibrary library, LocalAddress address, Path data, String password) {
    return new ServerProgram(
        library,
        KafkaMain.class.getName(),
        List.of("server.properties"),
        Map.of(
            "server.properties",
            settings(address, data, password).getBytes(StandardCharsets.UTF_8),
            "log4j2.properties",
            LOGGING.getBytes(StandardCharsets.UTF_8),
            KafkaMain.class.getName().replace('.', '/') + ".class",
            mainClass()),
        HEAP_MEGABYTES);
  }

  private static String settings(LocalAddress address, Path data, String password) {
    int controller = freePort();
    return """
    guardlake.cluster=%1$s
    guardlake.port=%2$d
    process.roles=broker,controller
    node.id=1
    controller.quorum.voters=1@127.0.0.1:%3$d
    controller.listener.names=CONTROLLER
    listeners=SASL_PLAINTEXT://127.0.0.1:%2$d,CONTROLLER://127.0.0.1:%3$d
    inter.broker.listener.name=SASL_PLAINTEXT
    listener.security.protocol.map=SASL_PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT
    sasl.enabled.mechanisms=PLAIN
    sasl.mechanism.inter.broker.protocol=PLAIN
    listener.name.sasl_plaintext.plain.sasl.jaas.config=\
      org.apache.kafka.common.security.plain.PlainLoginModule required \
      username="%4$s" password="%5$s" user_%4$s="%5$s";
    log.dirs=%6$s
    offsets.topic.replication.factor=1
    offsets.topic.num.partitions=1
    transaction.state.log.replication.factor=1
    transaction.state.log.min.isr=1
    transaction.state.log.num.partitions=1
    group.initial.rebalance.delay.ms=0
    """
        .formatted(
            CLUSTER,
            address.endpoint().getPort(),
            controller,
            USER,
            password,
            data.toAbsolutePath());
  }

  private static byte[] mainClass() {
    try (InputStream in =
        SandboxKafka.class.getResourceAsStream(KafkaMain.class.getSimpleName() + ".class")) {
      return in.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException("Guardlake's jar cannot be read.", failure);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException("Could not find a free port on 127.0.0.1.", failure);
    }
  }
}
