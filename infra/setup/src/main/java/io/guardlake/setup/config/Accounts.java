package io.guardlake.setup.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** The accounts that a setup touches. */
public record Accounts(
    Optional<AccountAccess> management, AccountAccess security, Optional<AccountAccess> logging) {
  public Accounts {
    requireNonNull(management, "management is null");
    requireNonNull(security, "security is null");
    requireNonNull(logging, "logging is null");
  }

  /** The account in a role; empty where the file names none. */
  public Optional<AccountAccess> in(AccountRole role) {
    return switch (role) {
      case MANAGEMENT -> management;
      case SECURITY -> Optional.of(security);
      case LOGGING -> logging;
    };
  }
}
