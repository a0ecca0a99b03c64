package io.guardlake.setup.aws;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * Where AWS is, and who asks.
 *
 * @param endpoint of all services; empty: what the AWS environment says (AWS_ENDPOINT_URL), or AWS
 * @param credentials those that roles are assumed with, and that accounts without a profile use
 * @param attempts how often a call is made in all before its failure counts, at least one
 */
public record AwsAccess(Optional<URI> endpoint, AwsCredentialsProvider credentials, int attempts) {
  private static final int ATTEMPTS = 8;

  public AwsAccess {
    requireNonNull(endpoint, "endpoint is null");
    requireNonNull(credentials, "credentials is null");

    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be at least one, not " + attempts);
    }
  }

  /** As the standard AWS environment says. */
  public static AwsAccess ofEnvironment() {
    return new AwsAccess(Optional.empty(), DefaultCredentialsProvider.builder().build(), ATTEMPTS);
  }
}
