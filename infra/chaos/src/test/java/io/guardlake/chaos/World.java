package io.guardlake.chaos;

import io.guardlake.sandbox.fault.FaultProxy;
import io.guardlake.sandbox.notification.BucketNotifications;
import io.guardlake.sandbox.notification.NotificationRule;
import io.guardlake.sandbox.s3.SandboxS3;
import io.guardlake.sandbox.sqs.QueueSettings;
import io.guardlake.sandbox.sqs.SandboxSqs;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * What is around the product in one round: S3 with an export bucket, SQS with a queue that hears of
 * it, both behind proxies that can make them fail, and the place of the output and the state. Ours
 * alone go past the proxies.
 */
final class World implements AutoCloseable {
  static final String EXPORT = "export";
  private static final String LAKE = "lake";
  private static final String DEAD_LETTERS = "findings-dead";

  /**
   * How long a message stays hidden: a round waits for those that a killed process had received.
   */
  static final Duration HIDDEN = Duration.ofSeconds(6);

  /** What cannot be read goes to the dead letters, else the queue would never be empty. */
  private static final int MOST_RECEIVES = 4;

  private final Path directory;
  private final Plan plan;
  private final SandboxS3 s3;
  private final SandboxSqs sqs;
  private final FaultProxy s3Proxy;
  private final FaultProxy sqsProxy;
  private final S3Client writer;
  private final BucketNotifications notifications;
  private final String queueUrl;

  private World(Path directory, Plan plan) {
    this.directory = directory;
    this.plan = plan;
    s3 = SandboxS3.start();
    sqs = SandboxSqs.start();
    s3Proxy = FaultProxy.inFrontOf(s3, plan.seed());
    sqsProxy = FaultProxy.inFrontOf(sqs, plan.seed());
    writer = SandboxS3.newClient(s3Proxy.address());
    s3.createBucket(EXPORT);
    s3.createBucket(LAKE);
    sqs.createQueue(QueueSettings.named(DEAD_LETTERS));
    String queue =
        sqs.createQueue(
            QueueSettings.named("findings")
                .hidingFor(HIDDEN)
                .redrivingTo(DEAD_LETTERS, MOST_RECEIVES));
    notifications = BucketNotifications.of(s3Proxy, sqs, plan.seed());
    notifications.configure(NotificationRule.of(EXPORT, queue));
    queueUrl = queue.replace(sqs.endpoint().toString(), sqsProxy.endpoint().toString());
  }

  /** Starts one in a directory, which is emptied first. */
  static World start(Path directory, Plan plan) {
    Directories.delete(directory);
    return new World(directory, plan);
  }

  Path directory() {
    return directory;
  }

  Path logs() {
    return directory.resolve("logs");
  }

  FaultProxy s3Proxy() {
    return s3Proxy;
  }

  FaultProxy sqsProxy() {
    return sqsProxy;
  }

  BucketNotifications notifications() {
    return notifications;
  }

  /** A client of the export bucket whose writes the queue hears of. */
  S3Client writer() {
    return writer;
  }

  /** A client that no fault strikes. */
  S3Client s3() {
    return s3.client();
  }

  String source() {
    return "s3://" + EXPORT;
  }

  String queueUrl() {
    return queueUrl;
  }

  /** The warehouse. */
  String output() {
    return plan.storage() == Plan.Storage.S3
        ? "s3://" + LAKE + "/warehouse"
        : directory.resolve("warehouse").toUri().toString().replaceAll("/$", "");
  }

  String state() {
    return plan.storage() == Plan.Storage.FILES
        ? directory.resolve("state").toUri().toString().replaceAll("/$", "")
        : "s3://" + LAKE + "/state";
  }

  /** The SQLite file behind the catalog. */
  Path catalogFile() {
    return plan.storage() == Plan.Storage.S3
        ? directory.resolve("catalog.db")
        : Path.of(URI.create(output())).resolve("catalog.db");
  }

  /** {@code --catalog} for this output. */
  String catalog() {
    return plan.storage() == Plan.Storage.S3
        ? "jdbc:sqlite:" + catalogFile() + "?busy_timeout=30000"
        : "sqlite";
  }

  /** The environment in which AWS is this world, by way of the proxies. */
  Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>(sqsProxy.address().environment("SQS"));
    environment.putAll(s3Proxy.address().environment("S3"));
    return environment;
  }

  /** Messages in the queue, hidden ones included. */
  int messages() {
    return sqs
        .client()
        .getQueueAttributes(
            request ->
                request
                    .queueUrl(
                        queueUrl.replace(sqsProxy.endpoint().toString(), sqs.endpoint().toString()))
                    .attributeNames(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
        .attributes()
        .values()
        .stream()
        .mapToInt(Integer::parseInt)
        .sum();
  }

  /** Ends all faults, and delivers what they held back. */
  void calm() {
    s3Proxy.clear();
    sqsProxy.clear();
    notifications.clear();
    notifications.settle();
  }

  @Override
  public void close() {
    notifications.close();
    writer.close();
    s3Proxy.close();
    sqsProxy.close();
    sqs.close();
    s3.close();
  }
}
