package io.guardlake.sandbox.aws;

import io.guardlake.sandbox.aws.world.AccessKey;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.account.AccountClient;
import software.amazon.awssdk.services.guardduty.GuardDutyClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** The SDK's clients of a sandbox, without retries, as one caller. */
final class AwsClients {
  private static final SdkHttpClient HTTP = ApacheHttpClient.builder().maxConnections(50).build();

  private final SandboxAws aws;
  private final AccessKey key;

  AwsClients(SandboxAws aws, AccessKey key) {
    this.aws = aws;
    this.key = key;
  }

  static AwsClients of(SandboxAws aws, String account) {
    return new AwsClients(aws, aws.world().userKey(account));
  }

  GuardDutyClient guardDuty(String region) {
    return configured(GuardDutyClient.builder(), region).build();
  }

  KmsClient kms(String region) {
    return configured(KmsClient.builder(), region).build();
  }

  StsClient sts(String region) {
    return configured(StsClient.builder(), region).build();
  }

  S3Client s3(String region) {
    return configured(S3Client.builder().forcePathStyle(true), region).build();
  }

  OrganizationsClient organizations() {
    return configured(OrganizationsClient.builder(), "us-east-1").build();
  }

  AccountClient account() {
    return configured(AccountClient.builder(), "us-east-1").build();
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configured(
      B builder, String region) {
    return builder
        .endpointOverride(aws.endpoint())
        .region(Region.of(region))
        .httpClient(HTTP)
        .credentialsProvider(StaticCredentialsProvider.create(credentials()))
        .overrideConfiguration(
            configuration -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()));
  }

  private AwsCredentials credentials() {
    return key.sessionToken().isPresent()
        ? AwsSessionCredentials.create(
            key.accessKeyId(), key.secretAccessKey(), key.sessionToken().get())
        : AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
  }
}
