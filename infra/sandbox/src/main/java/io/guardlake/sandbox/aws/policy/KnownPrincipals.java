package io.guardlake.sandbox.aws.policy;

import io.guardlake.sandbox.aws.world.AwsWorld;
import java.util.Optional;

/** Which principals KMS and S3 take in a policy. */
public final class KnownPrincipals {
  private KnownPrincipals() {}

  /** A service that is not known, if the policy names one. */
  public static Optional<String> unknownService(PolicyDocument policy, AwsWorld world) {
    return policy.principals("Service").stream()
        .filter(
            name ->
                world.knobs().rejects(name)
                    || !name.endsWith(".amazonaws.com")
                    || (name.startsWith("guardduty.") && !isGuardDuty(name, world)))
        .findFirst();
  }

  /** An account, user or role that is not there, if the policy names one. */
  public static Optional<String> unknownIdentity(PolicyDocument policy, AwsWorld world) {
    return policy.principals("AWS").stream().filter(name -> !exists(name, world)).findFirst();
  }

  private static boolean isGuardDuty(String name, AwsWorld world) {
    return name.equals("guardduty.amazonaws.com")
        || world.regions().stream().anyMatch(region -> region.guardDutyPrincipal().equals(name));
  }

  private static boolean exists(String name, AwsWorld world) {
    if (name.equals("*") || world.account(name).isPresent()) {
      return true;
    }

    String[] parts = name.split(":", 6);

    if (parts.length != 6 || world.account(parts[4]).isEmpty()) {
      return false;
    }

    return parts[5].equals("root")
        || world.userKey(parts[4]).caller().arn().equals(name)
        || world.hasRole(name);
  }
}
