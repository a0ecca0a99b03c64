package io.guardlake.jobs.accounts;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.table.OpenCatalog;
import io.guardlake.jobs.table.TableReplacement;
import io.guardlake.jobs.table.TableRowReader;
import io.guardlake.schemas.accounts.AccountColumn;
import io.guardlake.schemas.accounts.AccountsTable;
import io.guardlake.schemas.table.TableRow;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/** Fills and reads the table {@code accounts}. */
public final class AccountsStore {
  private AccountsStore() {}

  /**
   * Replaces all accounts of the table by others, in one commit: a reader sees all of the old or
   * all of the new. The table is made if it is missing. Accounts that were erased from the output
   * are left out.
   *
   * @param accounts may be empty
   * @param asOf when they were read
   * @return how many are in the table now
   * @throws IllegalArgumentException if an account is given twice
   * @throws IOException if they could not be written; the table is as it was then
   */
  public static int replace(OpenCatalog catalog, List<Account> accounts, Instant asOf)
      throws IOException {
    requireNonNull(catalog, "catalog is null");
    requireNonNull(asOf, "asOf is null");
    checkDistinct(accounts);
    return TableReplacement.replace(
        catalog,
        AccountsTable.DEFINITION,
        sorted(accounts).stream().map(account -> row(account, asOf)).toList());
  }

  /**
   * The accounts of the table; none where it was never filled.
   *
   * @throws IOException if they cannot be read
   */
  public static List<Account> read(OpenCatalog catalog) throws IOException {
    List<Account> accounts = new ArrayList<>();

    if (!catalog.has(AccountsTable.DEFINITION.name())) {
      return accounts;
    }

    Table table = catalog.table(AccountsTable.DEFINITION.name());

    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        read(table, task.file(), accounts);
      }
    }

    return accounts;
  }

  private static void read(Table table, DataFile file, List<Account> accounts) throws IOException {
    try (TableRowReader reader =
        TableRowReader.open(
            table.io().newInputFile(file.location()), AccountsTable.DEFINITION, table.schema())) {
      for (TableRow row = reader.next(); row != null; row = reader.next()) {
        accounts.add(account(row));
      }
    }
  }

  private static Account account(TableRow row) {
    Map<String, String> tags = new HashMap<>();

    if (row.cell(AccountColumn.TAGS) instanceof Map<?, ?> map) {
      map.forEach((name, value) -> tags.put((String) name, (String) value));
    }

    return new Account(
        row.text(AccountColumn.ACCOUNT_ID),
        row.text(AccountColumn.NAME),
        row.text(AccountColumn.OU_PATH),
        tags,
        row.text(AccountColumn.STATE));
  }

  private static List<Account> sorted(List<Account> accounts) {
    return accounts.stream().sorted(Comparator.comparing(Account::id)).toList();
  }

  private static TableRow row(Account account, Instant asOf) {
    Object[] cells = new Object[AccountColumn.values().length];
    cells[AccountColumn.ACCOUNT_ID.ordinal()] = account.id();
    cells[AccountColumn.NAME.ordinal()] = account.name();
    cells[AccountColumn.OU_PATH.ordinal()] = account.organizationalUnitPath();
    cells[AccountColumn.TAGS.ordinal()] = account.tags().isEmpty() ? null : account.tags();
    cells[AccountColumn.STATE.ordinal()] = account.state();
    cells[AccountColumn.AS_OF.ordinal()] = ChronoUnit.MICROS.between(Instant.EPOCH, asOf);
    return new TableRow(AccountsTable.DEFINITION, cells);
  }

  private static void checkDistinct(List<Account> accounts) {
    Set<String> ids = new HashSet<>();

    for (Account account : accounts) {
      if (!ids.add(account.id())) {
        throw new IllegalArgumentException(
            "The account %s is given twice.".formatted(account.id()));
      }
    }
  }
}
