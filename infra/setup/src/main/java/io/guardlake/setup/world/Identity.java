package io.guardlake.setup.world;

import static java.util.Objects.requireNonNull;

/** Who credentials turned out to be. */
public record Identity(String account, String arn) {
  public Identity {
    requireNonNull(account, "account is null");
    requireNonNull(arn, "arn is null");
  }
}
