package io.guardlake.jobs.erased;

import static java.util.Objects.requireNonNull;

import io.guardlake.schemas.accounts.AccountColumn;
import io.guardlake.schemas.accounts.AccountsTable;
import io.guardlake.schemas.alert.DeadLetterColumn;
import io.guardlake.schemas.alert.DeadLetterTable;
import io.guardlake.schemas.archived.ArchivedColumn;
import io.guardlake.schemas.archived.ArchivedTable;
import io.guardlake.schemas.drift.DriftColumn;
import io.guardlake.schemas.drift.DriftTable;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.quarantine.QuarantineColumn;
import io.guardlake.schemas.quarantine.QuarantineTable;
import io.guardlake.schemas.quarantine.SettledColumn;
import io.guardlake.schemas.quarantine.SettledTable;
import io.guardlake.schemas.table.TableRow;
import io.guardlake.schemas.views.LatestSnapshotTable;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that was erased from an output, and which rows belong to it.
 *
 * <p>A finding belongs to its account and to its id, whatever else it mentions. What is in
 * quarantine is no finding, so there is no telling whose it is: a row belongs to every account and
 * finding whose id stands in its object's URI, in its bytes or in the detail, and so does a dead
 * letter, by its body and detail. A row of drift belongs to the account whose object is its
 * example, and what an account is called to the account.
 */
public final class Tombstones implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Tombstones NONE = new Tombstones(Set.of());

  private final Set<String> accounts;
  private final Set<String> findings;
  private final List<WholeWord> words;

  private Tombstones(Collection<Tombstone> all) {
    this.accounts = ids(all, Tombstone.Kind.ACCOUNT);
    this.findings = ids(all, Tombstone.Kind.FINDING);
    this.words = all.stream().map(Tombstone::id).distinct().sorted().map(WholeWord::new).toList();
  }

  /** Nothing was erased. */
  public static Tombstones none() {
    return NONE;
  }

  public static Tombstones of(Collection<Tombstone> all) {
    return new Tombstones(requireNonNull(all, "all is null"));
  }

  public boolean isEmpty() {
    return words.isEmpty();
  }

  /** How many there are, which only grows. */
  public int count() {
    return accounts.size() + findings.size();
  }

  public boolean has(Tombstone tombstone) {
    return (tombstone.kind() == Tombstone.Kind.ACCOUNT ? accounts : findings)
        .contains(tombstone.id());
  }

  public Set<String> accounts() {
    return accounts;
  }

  public Set<String> findings() {
    return findings;
  }

  /** Whether a finding belongs to something erased. */
  public boolean coverFinding(String accountId, String findingId) {
    return accounts.contains(accountId) || findings.contains(findingId);
  }

  /** Whether a row of any of our tables belongs to something erased. */
  public boolean cover(TableRow row) {
    if (isEmpty()) {
      return false;
    }

    if (row.table().equals(FindingsTable.DEFINITION)
        || row.table().equals(LatestSnapshotTable.DEFINITION)) {
      return coverFinding(row.text(FindingColumn.ACCOUNT_ID), row.text(FindingColumn.FINDING_ID));
    }

    if (row.table().equals(QuarantineTable.DEFINITION)) {
      return stand(row.text(QuarantineColumn.SOURCE_URI))
          || stand(row.text(QuarantineColumn.DETAIL))
          || stand((byte[]) row.cell(QuarantineColumn.BYTES));
    }

    if (row.table().equals(SettledTable.DEFINITION)) {
      return stand(row.text(SettledColumn.DETAIL));
    }

    if (row.table().equals(DeadLetterTable.DEFINITION)) {
      return stand(row.text(DeadLetterColumn.DETAIL))
          || stand((byte[]) row.cell(DeadLetterColumn.BODY));
    }

    if (row.table().equals(AccountsTable.DEFINITION)) {
      return accounts.contains(row.text(AccountColumn.ACCOUNT_ID));
    }

    if (row.table().equals(ArchivedTable.DEFINITION)) {
      return coverFinding(row.text(ArchivedColumn.ACCOUNT_ID), row.text(ArchivedColumn.FINDING_ID));
    }

    return row.table().equals(DriftTable.DEFINITION) && stand(row.text(DriftColumn.SOURCE_URI));
  }

  private boolean stand(String text) {
    return text != null && stand(text.getBytes(StandardCharsets.UTF_8));
  }

  private boolean stand(byte[] bytes) {
    return bytes != null && words.stream().anyMatch(word -> word.isIn(bytes));
  }

  private static Set<String> ids(Collection<Tombstone> all, Tombstone.Kind kind) {
    return all.stream()
        .filter(tombstone -> tombstone.kind() == kind)
        .map(Tombstone::id)
        .collect(Collectors.toCollection(HashSet::new));
  }
}
