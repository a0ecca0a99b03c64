package io.guardlake.setup.aws;

import io.guardlake.setup.config.AccountAccess;
import io.guardlake.setup.config.AccountRole;
import io.guardlake.setup.config.SetupConfig;
import java.util.Optional;
import java.util.stream.Stream;

/** Whose credentials there are. */
final class OwnerAccess {
  private OwnerAccess() {}

  /** The access to an account, by its id; empty: the configuration names none. */
  static Optional<AccountAccess> of(SetupConfig config, String account) {
    return Stream.of(AccountRole.values())
        .flatMap(role -> config.accounts().in(role).stream())
        .filter(access -> access.id().equals(account))
        .findFirst();
  }
}
