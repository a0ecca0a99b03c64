package io.guardlake.jobs.source;

import io.guardlake.sandbox.s3.SandboxS3;
import io.guardlake.sandbox.server.LocalAddress;
import io.guardlake.sandbox.sqs.QueueSettings;
import io.guardlake.sandbox.sqs.SandboxSqs;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * S3 and SQS on this machine, which the standard AWS settings of this JVM point to until they are
 * closed.
 */
public final class LocalAws implements AutoCloseable {
  private final Map<String, String> before = new HashMap<>();
  private final SandboxS3 sandboxS3;
  private final SandboxSqs sandboxSqs;
  private final S3Client s3;

  private LocalAws(SandboxS3 sandboxS3, LocalAddress address) {
    this.sandboxS3 = sandboxS3;
    this.sandboxSqs = SandboxSqs.start();
    this.s3 = SandboxS3.newClient(address);
    pointTo("aws.endpointUrlS3", address.endpoint().toString());
    pointTo("aws.endpointUrlSqs", sandboxSqs.endpoint().toString());
    pointTo("aws.accessKeyId", address.accessKeyId());
    pointTo("aws.secretAccessKey", address.secretAccessKey());
    pointTo("aws.region", address.region());
  }

  public static LocalAws start() {
    SandboxS3 sandbox = SandboxS3.start();
    return new LocalAws(sandbox, sandbox.address());
  }

  /** With another server for S3. */
  static LocalAws with(LocalAddress s3) {
    return new LocalAws(null, s3);
  }

  /** Sets one of the SDK's system properties, which stand for the variables of its environment. */
  public void pointTo(String property, String value) {
    before.putIfAbsent(property, System.getProperty(property));
    System.setProperty(property, value);
  }

  public S3Client s3() {
    return s3;
  }

  /** S3 itself; not where another server stands for it. */
  public SandboxS3 sandboxS3() {
    return sandboxS3;
  }

  /** How many messages a queue has, hidden ones included. */
  public int messages(String queue) {
    return sqs()
        .getQueueAttributes(
            request ->
                request
                    .queueUrl(queue)
                    .attributeNames(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
        .attributes()
        .values()
        .stream()
        .mapToInt(Integer::parseInt)
        .sum();
  }

  public SandboxSqs sandboxSqs() {
    return sandboxSqs;
  }

  public SqsClient sqs() {
    return sandboxSqs.client();
  }

  public String createQueue(QueueSettings settings) {
    return sandboxSqs.createQueue(settings);
  }

  @Override
  public void close() {
    before.forEach(
        (property, value) -> {
          if (value == null) {
            System.clearProperty(property);
          } else {
            System.setProperty(property, value);
          }
        });
    s3.close();
    sandboxSqs.close();

    if (sandboxS3 != null) {
      sandboxS3.close();
    }
  }
}
