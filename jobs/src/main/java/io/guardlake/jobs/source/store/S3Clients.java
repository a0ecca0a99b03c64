package io.guardlake.jobs.source.store;

import java.time.Duration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** S3 clients by the standard AWS environment, fit for many tiny requests. */
final class S3Clients {
  private S3Clients() {}

  static S3Client standard(int connections) {
    S3Client client = builder(connections).build();

    if (client.serviceClientConfiguration().endpointOverride().isEmpty()) {
      return client;
    }

    // An endpoint of one's own rarely has a host name for each bucket. Whether there is one is
    // known only to the SDK, which looks into environment, properties and profiles.
    client.close();
    return builder(connections).crossRegionAccessEnabled(false).forcePathStyle(true).build();
  }

  private static S3ClientBuilder builder(int connections) {
    return S3Client.builder()
        .crossRegionAccessEnabled(true)
        .overrideConfiguration(
            ClientOverrideConfiguration.builder().retryStrategy(RetryMode.STANDARD).build())
        .httpClientBuilder(
            ApacheHttpClient.builder()
                .maxConnections(connections)
                .connectionTimeout(Duration.ofSeconds(5))
                .connectionMaxIdleTime(Duration.ofSeconds(20))
                .socketTimeout(Duration.ofSeconds(30)));
  }
}
