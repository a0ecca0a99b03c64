package io.guardlake.jobs.source.queue;

import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/** SQS clients by the standard AWS environment. */
final class SqsClients {
  /** Above the 20 seconds that a receive may wait for a message. */
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(35);

  private SqsClients() {}

  static SqsClient standard(QueueUrl url, int connections) {
    SqsClient client = builder(url, connections).build();

    // An endpoint in the environment or a profile comes first, and only the SDK knows of it.
    if (url.endpoint().isEmpty()
        || client.serviceClientConfiguration().endpointOverride().isPresent()) {
      return client;
    }

    client.close();
    return builder(url, connections).endpointOverride(url.endpoint().get()).build();
  }

  private static SqsClientBuilder builder(QueueUrl url, int connections) {
    return SqsClient.builder()
        .region(region(url))
        .overrideConfiguration(
            ClientOverrideConfiguration.builder().retryStrategy(RetryMode.STANDARD).build())
        .httpClientBuilder(
            ApacheHttpClient.builder()
                .maxConnections(connections)
                .connectionTimeout(Duration.ofSeconds(5))
                .connectionMaxIdleTime(Duration.ofSeconds(20))
                .socketTimeout(SOCKET_TIMEOUT));
  }

  /** Of the queue's URL, because a queue may be in another region than everything else. */
  private static Region region(QueueUrl url) {
    Optional<String> named = url.region();

    if (named.isPresent()) {
      return Region.of(named.get());
    }

    try {
      return new DefaultAwsRegionProviderChain().getRegion();
    } catch (SdkClientException e) {
      // A server of one's own asks for no particular region.
      return Region.US_EAST_1;
    }
  }
}
