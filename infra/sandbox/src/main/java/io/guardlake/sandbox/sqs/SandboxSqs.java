package io.guardlake.sandbox.sqs;

import static java.util.Objects.requireNonNull;

import io.guardlake.sandbox.server.LocalAddress;
import io.guardlake.sandbox.server.SandboxException;
import io.guardlake.sandbox.server.SandboxServer;
import io.guardlake.sandbox.server.ServerProcess;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * An SQS endpoint on 127.0.0.1 with SQS's own limits, in a process of its own that ends with this
 * object or with our JVM. Messages are in memory. Unlike SQS it does not verify signatures. Safe
 * for use by several threads.
 */
public final class SandboxSqs extends SandboxServer<SqsClient> {
  /** The account its queues belong to. */
  public static final String ACCOUNT = "000000000000";

  private static final String REGION = "us-east-1";

  private SandboxSqs(ServerProcess process) {
    super(process, "SQS", SandboxSqs::newClient);
  }

  /** {@link #start(SandboxSqsSettings)} with the defaults: a free port. */
  public static SandboxSqs start() {
    return start(SandboxSqsSettings.defaults());
  }

  /**
   * Starts ElasticMQ and returns once it listens.
   *
   * @throws SandboxException when it cannot start or does not listen within two minutes; the
   *     message carries what it printed last
   */
  public static SandboxSqs start(SandboxSqsSettings settings) {
    return new SandboxSqs(
        ServerProcess.start(settings.port(), address -> ElasticMqProgram.at(address, settings)));
  }

  /** The ARN of a queue of any sandbox. */
  public static String arn(String queue) {
    return "arn:aws:sqs:" + REGION + ":" + ACCOUNT + ":" + queue;
  }

  /** A new client of SQS at an address; the caller closes it. */
  public static SqsClient newClient(LocalAddress address) {
    requireNonNull(address, "address is null");
    return SqsClient.builder()
        .endpointOverride(address.endpoint())
        .region(Region.of(address.region()))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(address.accessKeyId(), address.secretAccessKey())))
        .httpClientBuilder(ApacheHttpClient.builder())
        .build();
  }

  /** Makes a queue with SQS's defaults and returns its URL. */
  public String createQueue(String name) {
    return createQueue(QueueSettings.named(name));
  }

  /** Makes a queue and returns its URL. */
  public String createQueue(QueueSettings queue) {
    return client()
        .createQueue(request -> request.queueName(queue.name()).attributes(queue.attributes()))
        .queueUrl();
  }
}
