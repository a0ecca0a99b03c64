package io.guardlake.setup.message;

import static java.util.Objects.requireNonNull;

/**
 * A call that AWS refused.
 *
 * @param operation as the API names it, such as CreatePublishingDestination
 * @param account in which it was called
 * @param resource what it was about, such as a destination's ARN; empty: nothing more than the
 *     region
 */
public record Call(String operation, String account, String region, String resource) {
  public Call {
    requireNonNull(operation, "operation is null");
    requireNonNull(account, "account is null");
    requireNonNull(region, "region is null");
    requireNonNull(resource, "resource is null");
  }

  @Override
  public String toString() {
    String about = resource.isEmpty() ? "" : " (" + resource + ")";
    return "%s in account %s, %s%s".formatted(operation, account, region, about);
  }
}
