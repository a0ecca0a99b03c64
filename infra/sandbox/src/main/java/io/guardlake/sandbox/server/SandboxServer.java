package io.guardlake.sandbox.server;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkClient;

/**
 * An endpoint on 127.0.0.1, in a process of its own that ends with this object or with our JVM.
 * Safe for use by several threads.
 *
 * @param <C> the SDK's client of the service
 */
public abstract class SandboxServer<C extends SdkClient> implements AutoCloseable {
  private final ServerProcess process;
  private final String service;
  private final Function<LocalAddress, C> clients;
  private C client;

  /**
   * @param service how the SDKs spell the service in their variables, such as S3 or SQS
   * @param clients makes a client of the service at an address
   */
  protected SandboxServer(
      ServerProcess process, String service, Function<LocalAddress, C> clients) {
    this.process = requireNonNull(process, "process is null");
    this.service = requireNonNull(service, "service is null");
    this.clients = requireNonNull(clients, "clients is null");
  }

  /** Its endpoint, region and credentials. */
  public final LocalAddress address() {
    return process.address();
  }

  /** {@code http://127.0.0.1:PORT}. */
  public final URI endpoint() {
    return address().endpoint();
  }

  /** The region requests are signed for. */
  public final String region() {
    return address().region();
  }

  public final String accessKeyId() {
    return address().accessKeyId();
  }

  public final String secretAccessKey() {
    return address().secretAccessKey();
  }

  /**
   * The standard AWS environment with which the SDKs and the AWS CLI use this endpoint and nothing
   * else, in a fixed order.
   */
  public final Map<String, String> environment() {
    return address().environment(service);
  }

  /** A client of this endpoint, shared by all callers and closed with this object. */
  public final synchronized C client() {
    if (client == null) {
      client = clients.apply(address());
    }

    return client;
  }

  /** Stops the endpoint; what it kept in memory is gone. */
  @Override
  public final synchronized void close() {
    if (client != null) {
      client.close();
      client = null;
    }

    process.close();
  }

  protected final ProcessHandle handle() {
    return process.handle();
  }
}
