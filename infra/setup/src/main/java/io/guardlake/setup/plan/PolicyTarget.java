package io.guardlake.setup.plan;

import static java.util.Objects.requireNonNull;

import io.guardlake.setup.policy.PolicyKind;

/**
 * A policy to edit.
 *
 * @param resource the bucket's name, or the key's ARN
 * @param account who owns it
 */
public record PolicyTarget(PolicyKind kind, String resource, String account, String region) {
  public PolicyTarget {
    requireNonNull(kind, "kind is null");
    requireNonNull(resource, "resource is null");
    requireNonNull(account, "account is null");
    requireNonNull(region, "region is null");
  }

  /** How messages call it. */
  public String label() {
    return "the policy of %s %s in account %s"
        .formatted(kind == PolicyKind.BUCKET ? "bucket" : "key", resource, account);
  }
}
