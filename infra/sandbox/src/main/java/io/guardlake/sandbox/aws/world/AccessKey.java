package io.guardlake.sandbox.aws.world;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * Credentials, as STS and IAM hand them out.
 *
 * @param sessionToken of a role's session; empty for a user
 * @param expiresAt {@link Instant#MAX} for a user
 */
public record AccessKey(
    String accessKeyId,
    String secretAccessKey,
    Optional<String> sessionToken,
    Instant expiresAt,
    Caller caller) {
  public AccessKey {
    requireNonNull(accessKeyId, "accessKeyId is null");
    requireNonNull(secretAccessKey, "secretAccessKey is null");
    requireNonNull(sessionToken, "sessionToken is null");
    requireNonNull(expiresAt, "expiresAt is null");
    requireNonNull(caller, "caller is null");
  }
}
