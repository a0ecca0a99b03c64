package io.guardlake.setup.config;

import static java.util.Objects.requireNonNull;

import io.guardlake.setup.arn.KeyArn;

/** The key that findings are encrypted with. */
public sealed interface KeyWish {

  /**
   * A key to be made, in the bucket's region.
   *
   * @param alias with its {@code alias/}
   * @param owner SECURITY or LOGGING
   */
  record NewKey(String alias, AccountRole owner) implements KeyWish {
    public NewKey {
      requireNonNull(alias, "alias is null");
      requireNonNull(owner, "owner is null");
    }
  }

  /** A key that is there, in whichever account its ARN names. */
  record ExistingKey(KeyArn arn) implements KeyWish {
    public ExistingKey {
      requireNonNull(arn, "arn is null");
    }
  }
}
