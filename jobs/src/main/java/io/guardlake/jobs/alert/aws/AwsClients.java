package io.guardlake.jobs.alert.aws;

import io.guardlake.jobs.alert.rule.DeliveryWish;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/**
 * Settings of all clients of AWS services that alerts go to; endpoints and credentials are the
 * standard environment's.
 */
final class AwsClients {
  private static final Duration CALL = Duration.ofSeconds(15);
  private static final Pattern QUEUE_HOST = Pattern.compile("sqs\\.([a-z0-9-]+)\\.amazonaws\\..*");
  private static final int ARN_REGION = 3;

  private AwsClients() {}

  /** Fills in what all have. Trying again is the queue's business, which knows of all messages. */
  static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B prepare(
      B builder, Optional<Region> region, DeliveryWish delivery) {
    region.ifPresent(builder::region);
    return builder
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .retryStrategy(DefaultRetryStrategy.doNotRetry())
                .apiCallTimeout(CALL)
                .build())
        .httpClientBuilder(
            ApacheHttpClient.builder()
                .maxConnections(delivery.inFlight())
                .connectionTimeout(Duration.ofSeconds(5))
                .socketTimeout(CALL));
  }

  /** The region that an ARN names. */
  static Optional<Region> ofArn(String arn) {
    String[] parts = arn.split(":", -1);
    return parts.length > ARN_REGION && !parts[ARN_REGION].isEmpty()
        ? Optional.of(Region.of(parts[ARN_REGION]))
        : Optional.empty();
  }

  /** The region that a queue's URL names; a server of one's own names none. */
  static Optional<Region> ofQueue(String queueUrl) {
    Matcher host = QUEUE_HOST.matcher(String.valueOf(URI.create(queueUrl).getHost()));
    return host.matches() ? Optional.of(Region.of(host.group(1))) : Optional.empty();
  }
}
