package io.guardlake.jobs.alert.account;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.guardlake.jobs.accounts.Account;
import io.guardlake.jobs.accounts.AccountsStore;
import io.guardlake.jobs.table.CatalogSettings;
import io.guardlake.jobs.table.Catalogs;
import io.guardlake.jobs.table.OpenCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Function;

/** The accounts table of an output, as it was when a task began. */
public record KnownAccounts(CatalogSettings catalog) implements AccountDirectory {
  private static final long serialVersionUID = 1;

  public KnownAccounts {
    requireNonNull(catalog, "catalog is null");
  }

  @Override
  public Function<String, AccountInfo> open() {
    try (OpenCatalog open = Catalogs.openExisting(catalog)) {
      Map<String, AccountInfo> known =
          AccountsStore.read(open).stream()
              .collect(toUnmodifiableMap(Account::id, KnownAccounts::info));
      return id -> known.getOrDefault(id, AccountInfo.unknown(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private static AccountInfo info(Account account) {
    return new AccountInfo(
        account.id(), account.name(), account.organizationalUnitPath(), account.tags());
  }
}
