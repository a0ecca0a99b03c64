package io.guardlake.jobs.source.store;

import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;

/** S3 clients by the standard AWS environment, fit for many tiny requests. */
final class S3Clients {
  private static final int TRIES = 5;

  private S3Clients() {}

  static S3AsyncClient standard(int connections, StoreRequests requests) {
    S3AsyncClient client = builder(connections, requests).build();

    if (client.serviceClientConfiguration().endpointOverride().isEmpty()) {
      return client;
    }

    // An endpoint of one's own rarely has a host name for each bucket. Whether there is one is
    // known only to the SDK, which looks into environment, properties and profiles.
    client.close();
    return builder(connections, requests)
        .crossRegionAccessEnabled(false)
        .forcePathStyle(true)
        .build();
  }

  private static S3AsyncClientBuilder builder(int connections, StoreRequests requests) {
    return S3AsyncClient.builder()
        .crossRegionAccessEnabled(true)
        // Gzip has a checksum of its own, and other stores answer S3's with surprises.
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                // Slows down by itself, for as long as S3 says SlowDown.
                .retryStrategy(
                    AwsRetryStrategy.adaptiveRetryStrategy().toBuilder().maxAttempts(TRIES).build())
                .addExecutionInterceptor(new RequestCounter(requests))
                .build())
        // What is done with an answer is little and never blocks: a thread of its own costs more.
        .asyncConfiguration(
            async ->
                async.advancedOption(
                    SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run))
        // Its threads are shared by all clients: one's own would take 2 seconds to close.
        .httpClientBuilder(
            NettyNioAsyncHttpClient.builder()
                .maxConcurrency(connections)
                // Whoever asks keeps to the number of connections; this is a net below it.
                .connectionAcquisitionTimeout(Duration.ofSeconds(60))
                .connectionTimeout(Duration.ofSeconds(5))
                .connectionMaxIdleTime(Duration.ofSeconds(20))
                .readTimeout(Duration.ofSeconds(30))
                .writeTimeout(Duration.ofSeconds(30))
                .tcpKeepAlive(true));
  }
}
