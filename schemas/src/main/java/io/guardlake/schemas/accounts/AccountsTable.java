package io.guardlake.schemas.accounts;

import io.guardlake.schemas.table.TableDefinition;
import java.util.List;

/** The table {@code accounts}: what the organization calls each account. */
public final class AccountsTable {
  /** What the table holds, for the reference documentation. */
  public static final String MEANING =
      """
      One row for each account, for the names in views and reports; empty until `guardlake accounts
      import` fills it, from AWS Organizations or a file. Each import replaces it whole.\
      """;

  public static final TableDefinition DEFINITION =
      new TableDefinition("accounts", List.of(AccountColumn.values()), null, null);

  private AccountsTable() {}
}
