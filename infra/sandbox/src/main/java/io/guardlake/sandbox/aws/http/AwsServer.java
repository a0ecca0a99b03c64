package io.guardlake.sandbox.aws.http;

import io.guardlake.sandbox.aws.world.AwsWorld;
import io.guardlake.sandbox.server.SandboxException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.http.config.SocketConfig;
import org.apache.http.impl.bootstrap.HttpServer;
import org.apache.http.impl.bootstrap.ServerBootstrap;

/** Listens for requests to all services, in this JVM. */
public final class AwsServer implements AutoCloseable {
  private static final long STOP_SECONDS = 5;

  private final HttpServer server;

  private AwsServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Starts to listen.
   *
   * @param port the port on 127.0.0.1, or 0 for a free one
   * @throws SandboxException when it cannot listen there
   */
  public static AwsServer start(AwsWorld world, List<AwsService> services, int port) {
    try {
      HttpServer server =
          ServerBootstrap.bootstrap()
              .setLocalAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))
              .setListenerPort(port)
              .setSocketConfig(
                  SocketConfig.custom().setTcpNoDelay(true).setBacklogSize(1024).build())
              .registerHandler("*", new AwsHandler(new FrontDoor(world, services)))
              .create();
      server.start();
      return new AwsServer(server);
    } catch (IOException failure) {
      throw new SandboxException(
          "Could not listen on 127.0.0.1 port " + port + ": " + failure.getMessage() + ".",
          failure);
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  @Override
  public void close() {
    server.stop();
    server.shutdown(0, TimeUnit.SECONDS);

    try {
      server.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
