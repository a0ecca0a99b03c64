package io.guardlake.sandbox.fault;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.apache.http.impl.DefaultBHttpServerConnection;

/** A client's connection to the proxy, with a connection to the server of its own. */
final class ClientConnection extends DefaultBHttpServerConnection {
  private static final int BUFFER_BYTES = 16 * 1024;

  private final Upstream upstream;

  private ClientConnection(InetSocketAddress server) {
    super(BUFFER_BYTES);
    this.upstream = new Upstream(server);
  }

  static ClientConnection accept(Socket socket, InetSocketAddress server) throws IOException {
    ClientConnection connection = new ClientConnection(server);
    connection.bind(socket);
    return connection;
  }

  Upstream upstream() {
    return upstream;
  }

  /** Ends it as a killed peer would: the client sees a reset. */
  @Override
  public void shutdown() throws IOException {
    upstream.close();
    super.shutdown();
  }

  /** Ends it in order: the client can read everything sent before. */
  @Override
  public void close() throws IOException {
    upstream.close();
    super.close();
  }
}
