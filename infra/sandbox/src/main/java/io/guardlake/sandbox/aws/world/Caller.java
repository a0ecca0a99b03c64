package io.guardlake.sandbox.aws.world;

import static java.util.Objects.requireNonNull;

/**
 * Who sends a request.
 *
 * @param account 12 digits
 * @param arn of the user, or of the role's session
 * @param userId as GetCallerIdentity tells it
 */
public record Caller(String account, String arn, String userId) {
  public Caller {
    requireNonNull(account, "account is null");
    requireNonNull(arn, "arn is null");
    requireNonNull(userId, "userId is null");
  }

  /** The ARN that policies name: a session's role, else the caller itself. */
  public String principalArn() {
    String[] parts = arn.split("[:/]", -1);
    return arn.contains(":assumed-role/")
        ? "arn:%s:iam::%s:role/%s".formatted(parts[1], account, parts[6])
        : arn;
  }
}
