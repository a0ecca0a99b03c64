package io.guardlake.jobs.alert.rule;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.alert.account.AccountInfo;
import io.guardlake.schemas.table.TableRow;

/**
 * What a rule looks at.
 *
 * @param row a version of a finding
 * @param account what is known of its account
 */
public record Subject(TableRow row, AccountInfo account) {
  public Subject {
    requireNonNull(row, "row is null");
    requireNonNull(account, "account is null");
  }
}
