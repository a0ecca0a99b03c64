package io.guardlake.sandbox.aws.receive;

import io.guardlake.sandbox.aws.http.AwsServer;
import io.guardlake.sandbox.aws.world.AccessKey;
import io.guardlake.sandbox.aws.world.Account;
import io.guardlake.sandbox.aws.world.AwsWorld;
import io.guardlake.sandbox.aws.world.Knobs;
import io.guardlake.sandbox.aws.world.VirtualClock;
import io.guardlake.sandbox.server.SandboxException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * SNS, EventBridge, Secrets Manager and the Parameter Store on 127.0.0.1, in this JVM, at one
 * endpoint, for one account. Requests must be signed with its credentials. What is taken is kept in
 * memory. Safe for use by several threads.
 */
public final class SandboxReceivers implements AutoCloseable {
  public static final String ACCOUNT = "111122223333";

  private final Inbox topics = new Inbox();
  private final Inbox buses = new Inbox();
  private final Map<String, String> secrets = new ConcurrentHashMap<>();
  private final AwsWorld world = new AwsWorld(VirtualClock.running(1), new Knobs());
  private final AwsServer server;

  private SandboxReceivers(int port) {
    world.addAccount(new Account(ACCOUNT, "receiver", "receiver@example.com"));
    SecretsApi secretsApi = new SecretsApi(secrets);
    server =
        AwsServer.start(
            world,
            List.of(
                new SnsApi(topics).service(),
                new EventsApi(buses).service(),
                secretsApi.secretsManager(),
                secretsApi.parameterStore()),
            port);
  }

  /**
   * Starts them, without topics and secrets.
   *
   * @param port the port on 127.0.0.1, or 0 for a free one
   * @throws SandboxException when they cannot listen there
   */
  public static SandboxReceivers start(int port) {
    return new SandboxReceivers(port);
  }

  /** {@code http://127.0.0.1:PORT}. */
  public URI endpoint() {
    return server.endpoint();
  }

  /** The credentials that requests are signed with. */
  public AccessKey key() {
    return world.userKey(ACCOUNT);
  }

  /** What SNS took. */
  public Inbox topics() {
    return topics;
  }

  /** What EventBridge took. */
  public Inbox buses() {
    return buses;
  }

  /** What makes whole requests fail. */
  public Knobs knobs() {
    return world.knobs();
  }

  /** Keeps a secret, for both of the stores. */
  public void keep(String name, String secret) {
    secrets.put(name, secret);
  }

  @Override
  public void close() {
    server.close();
  }
}
