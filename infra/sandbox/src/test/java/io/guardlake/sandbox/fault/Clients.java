package io.guardlake.sandbox.fault;

import io.guardlake.sandbox.server.LocalAddress;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The SDK's clients without retries, so that each fault is seen. */
final class Clients {
  private Clients() {}

  static S3Client s3(LocalAddress address) {
    return s3(address, Duration.ofSeconds(30));
  }

  static S3Client s3(LocalAddress address, Duration patience) {
    return S3Client.builder()
        .endpointOverride(address.endpoint())
        .region(Region.of(address.region()))
        .forcePathStyle(true)
        .credentialsProvider(credentials(address))
        .httpClientBuilder(ApacheHttpClient.builder().socketTimeout(patience))
        .overrideConfiguration(
            configuration -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  static SqsClient sqs(LocalAddress address) {
    return SqsClient.builder()
        .endpointOverride(address.endpoint())
        .region(Region.of(address.region()))
        .credentialsProvider(credentials(address))
        .httpClientBuilder(ApacheHttpClient.builder())
        .overrideConfiguration(
            configuration -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  private static StaticCredentialsProvider credentials(LocalAddress address) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(address.accessKeyId(), address.secretAccessKey()));
  }
}
