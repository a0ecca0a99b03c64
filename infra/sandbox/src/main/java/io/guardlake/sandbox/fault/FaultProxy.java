package io.guardlake.sandbox.fault;

import io.guardlake.sandbox.s3.SandboxS3;
import io.guardlake.sandbox.server.LocalAddress;
import io.guardlake.sandbox.server.SandboxException;
import io.guardlake.sandbox.sqs.SandboxSqs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.http.config.SocketConfig;
import org.apache.http.impl.bootstrap.HttpServer;
import org.apache.http.impl.bootstrap.ServerBootstrap;
import org.apache.http.protocol.HttpProcessorBuilder;

/**
 * A proxy in this JVM between clients and a sandbox's S3 or SQS. Requests pass as they are, so
 * signatures stay valid; rules make some of them fail as AWS does. What strikes a call depends on
 * the rules, the seed and the order of calls, and on nothing else.
 *
 * <p>Other processes can add rules and read counts and journal below {@code /_guardlake/}.
 *
 * <p>Calls about multipart uploads that were not created through this proxy get NoSuchUpload. S3
 * must be addressed in path style, SQS in its JSON protocol. Safe for use by several threads.
 */
public final class FaultProxy implements AutoCloseable {
  private static final long STOP_SECONDS = 5;

  private final HttpServer server;
  private final LocalAddress address;
  private final FaultPlan plan;
  private final Forwarding forwarding;
  private final ProxyHandler handler;

  private FaultProxy(
      LocalAddress behind, Service service, long seed, int port, Forwarding.ObjectSizes sizes) {
    this.plan = new FaultPlan(seed);
    this.forwarding = new Forwarding(sizes);
    this.handler = new ProxyHandler(new CallReader(service), plan, forwarding);
    this.server = listen(behind.endpoint(), port);
    this.address = behind.at(URI.create("http://127.0.0.1:" + server.getLocalPort()));
  }

  /** Starts a proxy in front of S3 on a free port. */
  public static FaultProxy inFrontOf(SandboxS3 s3, long seed) {
    return inFrontOf(s3, seed, 0);
  }

  /**
   * Starts a proxy in front of S3.
   *
   * @param port the port on 127.0.0.1, or 0 for a free one
   * @throws SandboxException when it cannot listen there
   */
  public static FaultProxy inFrontOf(SandboxS3 s3, long seed, int port) {
    return new FaultProxy(
        s3.address(),
        Service.S3,
        seed,
        port,
        (bucket, key) ->
            s3.client().headObject(request -> request.bucket(bucket).key(key)).contentLength());
  }

  /** Starts a proxy in front of SQS on a free port. */
  public static FaultProxy inFrontOf(SandboxSqs sqs, long seed) {
    return inFrontOf(sqs, seed, 0);
  }

  /**
   * Starts a proxy in front of SQS.
   *
   * @param port the port on 127.0.0.1, or 0 for a free one
   * @throws SandboxException when it cannot listen there
   */
  public static FaultProxy inFrontOf(SandboxSqs sqs, long seed, int port) {
    return new FaultProxy(
        sqs.address(),
        Service.SQS,
        seed,
        port,
        (bucket, key) -> {
          throw new IllegalStateException("SQS has no objects.");
        });
  }

  /** The proxy's endpoint, with the region and credentials of the service behind it. */
  public LocalAddress address() {
    return address;
  }

  /** {@code http://127.0.0.1:PORT}. */
  public URI endpoint() {
    return address.endpoint();
  }

  /** Adds a rule; of several rules that strike a call the first counts, and every latency. */
  public void apply(FaultRule rule) {
    plan.apply(rule);
  }

  /** Takes all rules away; the journal and the counts stay. */
  public void clear() {
    plan.clear();
    handler.forgetListings();
  }

  /** Every fault that has struck, in order. */
  public List<AppliedFault> journal() {
    return plan.journal();
  }

  /** The requests so far, by operation. */
  public RequestCounts requests() {
    return handler.counts();
  }

  /**
   * Calls back for each object written through the proxy, before its writer gets the answer, which
   * may be lost. The listener runs on the writer's connection.
   */
  public void onObjectWritten(Consumer<ObjectWrite> listener) {
    forwarding.onObjectWritten(listener);
  }

  /** Stops listening and ends all connections. */
  @Override
  public void close() {
    handler.close();
    server.stop();
    server.shutdown(0, TimeUnit.SECONDS);

    try {
      server.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpServer listen(URI behind, int port) {
    InetSocketAddress serverAddress = new InetSocketAddress(behind.getHost(), behind.getPort());

    try {
      HttpServer server =
          ServerBootstrap.bootstrap()
              .setLocalAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))
              .setListenerPort(port)
              .setSocketConfig(
                  SocketConfig.custom().setTcpNoDelay(true).setBacklogSize(1024).build())
              // Nothing may be added to what the server and the faults say.
              .setHttpProcessor(HttpProcessorBuilder.create().build())
              .setConnectionFactory(socket -> ClientConnection.accept(socket, serverAddress))
              .registerHandler("*", handler)
              .registerHandler(ControlHandler.PATTERN, new ControlHandler(this))
              .create();
      server.start();
      return server;
    } catch (IOException failure) {
      throw new SandboxException(
          "Could not listen on 127.0.0.1 port " + port + ": " + failure.getMessage() + ".",
          failure);
    }
  }
}
