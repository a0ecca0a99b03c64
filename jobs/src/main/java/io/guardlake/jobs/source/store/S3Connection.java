package io.guardlake.jobs.source.store;

import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;

/** An S3 client by the standard AWS environment, fit for many tiny requests. */
final class S3Connection implements AutoCloseable {
  private static final int TRIES = 5;

  private final SdkAsyncHttpClient http;
  private final S3AsyncClient client;

  /**
   * Connects when something is asked.
   *
   * @param connections how many requests may be under way at a time
   * @param clock compares this machine's with S3's
   */
  S3Connection(int connections, StoreRequests requests, ClockSkew clock) {
    http = http(connections);
    S3AsyncClient first = builder(requests, clock).build();

    if (first.serviceClientConfiguration().endpointOverride().isEmpty()) {
      client = first;
      return;
    }

    // An endpoint of one's own rarely has a host name for each bucket. Whether there is one is
    // known only to the SDK, which looks into environment, properties and profiles.
    first.close();
    client = builder(requests, clock).crossRegionAccessEnabled(false).forcePathStyle(true).build();
  }

  S3AsyncClient client() {
    return client;
  }

  private S3AsyncClientBuilder builder(StoreRequests requests, ClockSkew clock) {
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
                .addExecutionInterceptor(clock)
                .build())
        // What is done with an answer is little and never blocks: a thread of its own costs more.
        .asyncConfiguration(
            async ->
                async.advancedOption(
                    SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run))
        .httpClient(http);
  }

  private static SdkAsyncHttpClient http(int connections) {
    return NettyNioAsyncHttpClient.builder()
        .maxConcurrency(connections)
        // Whoever asks keeps to the number of connections; this is a net below it.
        .connectionAcquisitionTimeout(Duration.ofSeconds(60))
        .connectionTimeout(Duration.ofSeconds(5))
        .connectionMaxIdleTime(Duration.ofSeconds(20))
        .readTimeout(Duration.ofSeconds(30))
        .writeTimeout(Duration.ofSeconds(30))
        .tcpKeepAlive(true)
        .build();
  }

  /** Does not wait for Netty's threads, which end 2 seconds later. */
  @Override
  public void close() {
    client.close();
    Thread closing = new Thread(http::close, "guardlake-s3-close");
    closing.setDaemon(true);
    closing.start();
  }
}
