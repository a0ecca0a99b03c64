package io.guardlake.jobs.run;

import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Gives Flink's S3 connector what the standard AWS environment says: endpoint, region and
 * credentials. The connector's own chain knows neither profiles with single sign-on nor
 * AWS_ENDPOINT_URL.
 */
final class S3Environment {
  private static final Logger LOGGER = LoggerFactory.getLogger(S3Environment.class);

  private S3Environment() {}

  static void configure(Configuration configuration) {
    configuration.setString("security.delegation.tokens.enabled", "false");
    endpoint().ifPresent(endpoint -> useEndpoint(configuration, endpoint));

    try {
      configuration.setString(
          "s3.endpoint.region", new DefaultAwsRegionProviderChain().getRegion().id());
    } catch (SdkException e) {
      LOGGER.debug("No AWS region in the environment: the S3 connector looks for one itself", e);
    }

    try (DefaultCredentialsProvider provider = DefaultCredentialsProvider.builder().build()) {
      useCredentials(configuration, provider.resolveCredentials());
    } catch (SdkException e) {
      LOGGER.debug("No AWS credentials in the environment: the S3 connector looks itself", e);
    }
  }

  private static Optional<String> endpoint() {
    return Stream.of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
        .map(System::getenv)
        .filter(value -> value != null && !value.isBlank())
        .findFirst()
        .or(() -> Optional.ofNullable(System.getProperty("aws.endpointUrlS3")));
  }

  private static void useEndpoint(Configuration configuration, String endpoint) {
    configuration.setString("s3.endpoint", endpoint);
    configuration.setString("s3.path.style.access", "true");
    configuration.setString(
        "s3.connection.ssl.enabled",
        Boolean.toString("https".equals(URI.create(endpoint).getScheme())));
  }

  private static void useCredentials(Configuration configuration, AwsCredentials credentials) {
    configuration.setString("s3.access-key", credentials.accessKeyId());
    configuration.setString("s3.secret-key", credentials.secretAccessKey());

    if (credentials instanceof AwsSessionCredentials session) {
      configuration.setString("s3.session.token", session.sessionToken());
      configuration.setString(
          "s3.aws.credentials.provider",
          "org.apache.hadoop.fs.s3a.TemporaryAWSCredentialsProvider");
    }
  }
}
