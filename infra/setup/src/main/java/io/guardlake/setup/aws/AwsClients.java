package io.guardlake.setup.aws;

import static java.util.Objects.requireNonNull;

import io.guardlake.setup.config.AccountAccess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.account.AccountClient;
import software.amazon.awssdk.services.guardduty.GuardDutyClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * The clients of each account's services in each region. They are made when first asked for, share
 * one pool of connections, and slow down together with AWS (the SDK's adaptive retries). Safe for
 * use by several threads.
 */
public final class AwsClients implements AutoCloseable {
  private static final String SESSION = "guardlake-setup";
  private static final int CONNECTIONS = 64;

  private final AwsAccess access;
  private final String homeRegion;
  private final ExecutionInterceptor listener;
  private final SdkHttpClient http =
      ApacheHttpClient.builder()
          .maxConnections(CONNECTIONS)
          .connectionTimeout(Duration.ofSeconds(5))
          .socketTimeout(Duration.ofSeconds(60))
          .build();
  private final ConcurrentMap<List<String>, SdkClient> clients = new ConcurrentHashMap<>();
  private final ConcurrentMap<AccountAccess, AwsCredentialsProvider> credentials =
      new ConcurrentHashMap<>();

  /**
   * Clients that nobody has asked for yet.
   *
   * @param homeRegion whose STS gives out sessions, and from where the partition is known
   */
  public AwsClients(AwsAccess access, String homeRegion) {
    this(access, homeRegion, new RawAnswers());
  }

  /** Clients whose answers somebody listens to. */
  public AwsClients(AwsAccess access, String homeRegion, ExecutionInterceptor listener) {
    this.listener = requireNonNull(listener, "listener is null");
    this.access = requireNonNull(access, "access is null");
    this.homeRegion = requireNonNull(homeRegion, "homeRegion is null");
  }

  GuardDutyClient guardDuty(AccountAccess account, String region) {
    return client("guardduty", account, region, GuardDutyClient.class, GuardDutyClient::builder);
  }

  KmsClient kms(AccountAccess account, String region) {
    return client("kms", account, region, KmsClient.class, KmsClient::builder);
  }

  StsClient sts(AccountAccess account) {
    return client("sts", account, homeRegion, StsClient.class, StsClient::builder);
  }

  StsClient sts(AccountAccess account, String region) {
    return client("sts", account, region, StsClient.class, StsClient::builder);
  }

  OrganizationsClient organizations(AccountAccess account) {
    return client(
        "organizations",
        account,
        homeRegion,
        OrganizationsClient.class,
        OrganizationsClient::builder);
  }

  AccountClient accounts(AccountAccess account) {
    return client("account", account, homeRegion, AccountClient.class, AccountClient::builder);
  }

  S3Client s3(AccountAccess account, String region) {
    return S3Client.class.cast(
        clients.computeIfAbsent(
            List.of("s3", account.id(), account.toString(), region),
            any -> s3(credentials(account), region)));
  }

  /** S3 as a role sees it that is assumed from an account, such as a reader of the export. */
  S3Client s3As(String roleArn, AccountAccess from, String region) {
    return S3Client.class.cast(
        clients.computeIfAbsent(
            List.of("s3", roleArn, from.toString(), region),
            any ->
                s3(
                    assumed(
                        new AccountAccess(
                            roleArn.split(":", -1)[4],
                            from.profile(),
                            Optional.of(roleArn),
                            Optional.empty()),
                        credentials(from)),
                    region)));
  }

  /** An endpoint of one's own rarely has a host name for each bucket. */
  private S3Client s3(AwsCredentialsProvider who, String region) {
    S3Client first = configured(S3Client.builder(), who, region).build();

    if (first.serviceClientConfiguration().endpointOverride().isEmpty()) {
      return first;
    }

    first.close();
    return configured(S3Client.builder().forcePathStyle(true), who, region).build();
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient>
      C client(
          String service,
          AccountAccess account,
          String region,
          Class<C> type,
          Supplier<B> builder) {
    return type.cast(
        clients.computeIfAbsent(
            List.of(service, account.id(), account.toString(), region),
            any -> configured(builder.get(), credentials(account), region).build()));
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configured(
      B builder, AwsCredentialsProvider who, String region) {
    access.endpoint().ifPresent(builder::endpointOverride);
    return builder
        .region(Region.of(region))
        .httpClient(http)
        .credentialsProvider(who)
        .overrideConfiguration(
            each ->
                each.addExecutionInterceptor(listener)
                    .retryStrategy(
                        AwsRetryStrategy.adaptiveRetryStrategy().toBuilder()
                            .maxAttempts(access.attempts())
                            .build()));
  }

  private AwsCredentialsProvider credentials(AccountAccess account) {
    return credentials.computeIfAbsent(
        account,
        each -> {
          AwsCredentialsProvider base =
              each.profile()
                  .<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
                  .orElse(access.credentials());
          return each.role().isPresent() ? assumed(each, base) : base;
        });
  }

  private AwsCredentialsProvider assumed(AccountAccess account, AwsCredentialsProvider base) {
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(configured(StsClient.builder(), base, homeRegion).build())
        .refreshRequest(
            request -> {
              request.roleArn(account.role().orElseThrow()).roleSessionName(SESSION);
              account.externalId().ifPresent(request::externalId);
            })
        .build();
  }

  @Override
  public void close() {
    clients.values().forEach(SdkClient::close);
    http.close();
  }
}
