package io.guardlake.setup.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * An account, and how to act in it.
 *
 * @param id twelve digits; what the credentials turn out to be is held against it
 * @param profile a profile of the AWS configuration; neither this nor a role: the environment's
 *     credentials
 * @param role the ARN of a role to assume
 * @param externalId what the role's trust policy asks for, if anything
 */
public record AccountAccess(
    String id, Optional<String> profile, Optional<String> role, Optional<String> externalId) {
  public AccountAccess {
    requireNonNull(id, "id is null");
    requireNonNull(profile, "profile is null");
    requireNonNull(role, "role is null");
    requireNonNull(externalId, "externalId is null");
  }
}
