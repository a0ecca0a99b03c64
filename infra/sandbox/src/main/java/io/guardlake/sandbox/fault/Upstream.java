package io.guardlake.sandbox.fault;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.apache.http.HttpEntityEnclosingRequest;
import org.apache.http.HttpException;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.HttpStatus;
import org.apache.http.impl.DefaultBHttpClientConnection;

/**
 * One connection to the server behind the proxy. It sends what it is given as it is, byte for byte
 * in the request's target and headers, because signatures cover them, the Host included.
 */
final class Upstream {
  private static final int BUFFER_BYTES = 16 * 1024;
  private static final long TRUSTED_NANOSECONDS = TimeUnit.SECONDS.toNanos(1);

  private final InetSocketAddress server;
  private final DefaultBHttpClientConnection connection =
      new DefaultBHttpClientConnection(BUFFER_BYTES);
  private long lastUsed;

  Upstream(InetSocketAddress server) {
    this.server = server;
  }

  /** Sends a request and returns the answer, whose body is still to be read. */
  HttpResponse exchange(HttpRequest request) throws IOException, HttpException {
    ensureOpen();
    connection.sendRequestHeader(request);

    if (request instanceof HttpEntityEnclosingRequest withBody && withBody.getEntity() != null) {
      connection.sendRequestEntity(withBody);
    }

    connection.flush();
    HttpResponse response = connection.receiveResponseHeader();

    while (response.getStatusLine().getStatusCode() < HttpStatus.SC_OK) {
      response = connection.receiveResponseHeader();
    }

    if (mayHaveBody(request, response)) {
      connection.receiveResponseEntity(response);
    }

    lastUsed = System.nanoTime();
    return response;
  }

  /** Ends the connection after the current exchange, which cannot be reused. */
  void close() throws IOException {
    connection.shutdown();
  }

  private void ensureOpen() throws IOException {
    boolean trusted = System.nanoTime() - lastUsed < TRUSTED_NANOSECONDS;

    if (connection.isOpen() && (trusted || !connection.isStale())) {
      return;
    }

    connection.shutdown();
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.connect(server);
    connection.bind(socket);
  }

  private static boolean mayHaveBody(HttpRequest request, HttpResponse response) {
    int status = response.getStatusLine().getStatusCode();
    return !request.getRequestLine().getMethod().equals("HEAD")
        && status != HttpStatus.SC_NO_CONTENT
        && status != HttpStatus.SC_NOT_MODIFIED;
  }
}
