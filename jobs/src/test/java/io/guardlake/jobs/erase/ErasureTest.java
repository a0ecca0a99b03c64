package io.guardlake.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.jobs.accounts.Account;
import io.guardlake.jobs.accounts.AccountsStore;
import io.guardlake.jobs.archived.ArchivedFinding;
import io.guardlake.jobs.archived.ArchivedStore;
import io.guardlake.jobs.compact.CompactRig;
import io.guardlake.jobs.config.UsageException;
import io.guardlake.jobs.erased.Tombstone;
import io.guardlake.jobs.table.TombstoneTable;
import io.guardlake.schemas.accounts.AccountsTable;
import io.guardlake.schemas.alert.DeadLetterTable;
import io.guardlake.schemas.archived.ArchivedTable;
import io.guardlake.schemas.drift.DriftTable;
import io.guardlake.schemas.erased.ErasedTable;
import io.guardlake.schemas.finding.DriftListener;
import io.guardlake.schemas.finding.FieldDrift;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.quarantine.QuarantineReason;
import io.guardlake.schemas.quarantine.QuarantineTable;
import io.guardlake.schemas.quarantine.SettledOutcome;
import io.guardlake.schemas.quarantine.SettledTable;
import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.table.TableRow;
import io.guardlake.schemas.views.LatestSnapshotTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.Snapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErasureTest {
  private static final List<TableDefinition> TABLES =
      List.of(
          FindingsTable.DEFINITION,
          LatestSnapshotTable.DEFINITION,
          QuarantineTable.DEFINITION,
          SettledTable.DEFINITION,
          DriftTable.DEFINITION,
          DeadLetterTable.DEFINITION,
          AccountsTable.DEFINITION,
          ArchivedTable.DEFINITION);

  private static final EraseListener SILENT = (step, table, done, all) -> {};

  @TempDir private Path directory;
  private CompactRig rig;
  private String account;
  private String other;
  private Map<String, List<String>> kept;

  @BeforeEach
  void fill() throws IOException {
    rig = new CompactRig(directory.resolve("lake"));
    List<TableRow> rows = new ArrayList<>();

    for (int i = 0; i < 200; i++) {
      rows.add(rig.finding(i % 2 == 0 ? "HIGH" : "LOW", 1 + i % 3));
    }

    account = rows.get(0).text(FindingColumn.ACCOUNT_ID);
    other =
        rows.stream()
            .map(row -> row.text(FindingColumn.ACCOUNT_ID))
            .filter(id -> !id.equals(account))
            .findFirst()
            .orElseThrow();
    rig.append(FindingsTable.DEFINITION, rows.subList(0, 150));
    rig.append(
        QuarantineTable.DEFINITION,
        List.of(
            quarantined("s3://x/AWSLogs/" + account + "/GuardDuty/k", "{"),
            quarantined("s3://x/k", "\"" + account + "\""),
            quarantined("s3://x/k2", other)));
    rig.append(DriftTable.DEFINITION, List.of(drift(account), drift(other)));
    rig.append(SettledTable.DEFINITION, List.of(settled(account), settled(other)));
    rig.append(DeadLetterTable.DEFINITION, List.of(deadLetter(account), deadLetter(other)));
    AccountsStore.replace(rig.catalog(), accounts(), Instant.now());
    ArchivedStore.replace(rig.catalog(), archived(), Instant.now());
    rig.compact();

    // A day that is compacted and one row that came later.
    rig.append(FindingsTable.DEFINITION, rows.subList(150, 200));
    kept = content(row -> !row.contains(account));
  }

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  @Test
  void anAccountIsGoneFromEveryTableAndAllElseIsThere() throws Exception {
    long rows =
        rig.content(FindingsTable.DEFINITION).stream().filter(r -> r.contains(account)).count();

    EraseSummary summary = erase(EraseSettings.History.KEEP);

    assertThat(content(row -> true)).isEqualTo(kept);
    assertThat(kept.get("findings")).isNotEmpty();
    assertThat(kept.get("quarantine")).hasSize(1);
    assertThat(kept.get("drift_counts")).hasSize(1);
    assertThat(kept.get("quarantine_settled")).hasSize(1);
    assertThat(kept.get("dead_letters")).hasSize(1);
    assertThat(kept.get("accounts")).hasSize(1);
    assertThat(kept.get("archived")).hasSize(1);
    assertThat(summary.tables().get(0).rows()).isEqualTo(rows).isPositive();
    assertThat(summary.tables()).extracting(EraseSummary.TableSummary::rows).allMatch(n -> n > 0);
    assertThat(summary.sources())
        .contains("s3://export/AWSLogs/" + account + "/GuardDuty/", "s3://x/k");
    assertThat(summary.moreSources()).isFalse();
    assertThat(summary.tables().get(0).snapshotsLeft()).isPositive();
  }

  @Test
  void aFindingIsGoneWithAllItsVersionsAndNoOther() throws Exception {
    String id =
        rig.content(FindingsTable.DEFINITION)
            .get(7)
            .split("[|]", -1)[FindingColumn.FINDING_ID.ordinal()];
    Map<String, List<String>> others = content(row -> !row.contains(id));

    EraseSummary summary = run(Tombstone.Kind.FINDING, id, EraseSettings.History.KEEP, SILENT);

    assertThat(content(row -> true)).isEqualTo(others);
    assertThat(summary.tables().get(0).rows()).isOne();
    assertThat(summary.tables().get(0).filesReplaced() + summary.tables().get(0).filesRemoved())
        .isOne();
  }

  @Test
  void expiredNoFileOfAnyTableHasATrace() throws Exception {
    assertThat(Traces.of(directory.resolve("lake"), rig, account)).isNotEmpty();

    EraseSummary summary = erase(EraseSettings.History.EXPIRE);

    assertThat(Traces.of(directory.resolve("lake"), rig, account)).isEmpty();
    assertThat(content(row -> true)).isEqualTo(kept);
    assertThat(summary.tables())
        .extracting(EraseSummary.TableSummary::snapshotsLeft)
        .containsOnly(0);
    assertThat(summary.tables())
        .extracting(EraseSummary.TableSummary::unlistedFiles)
        .containsOnly(0);
  }

  @Test
  void filesThatWereSortedStaySortedAndOthersAreNotTouched() throws Exception {
    Map<String, DataFile> before = new TreeMap<>();
    rig.files(FindingsTable.DEFINITION).forEach(file -> before.put(file.location(), file));

    EraseSummary summary = erase(EraseSettings.History.KEEP);

    List<DataFile> after = rig.files(FindingsTable.DEFINITION);
    assertThat(after.stream().filter(file -> before.containsKey(file.location())).count())
        .isEqualTo(
            before.size()
                - summary.tables().get(0).filesReplaced()
                - summary.tables().get(0).filesRemoved());
    assertThat(after)
        .anyMatch(file -> !before.containsKey(file.location()) && file.sortOrderId() != 0);
    assertThat(after).anyMatch(file -> file.sortOrderId() == null || file.sortOrderId() == 0);
    Snapshot current = rig.table(FindingsTable.DEFINITION).currentSnapshot();
    assertThat(current.operation()).isEqualTo(DataOperations.OVERWRITE);
  }

  @ParameterizedTest
  @EnumSource(EraseListener.Step.class)
  void brokenOffAtAnyStepItIsCompletedByTheNextRun(EraseListener.Step step) throws Exception {
    assertThatThrownBy(
            () ->
                run(
                    Tombstone.Kind.ACCOUNT,
                    account,
                    EraseSettings.History.EXPIRE,
                    (now, table, done, all) -> {
                      if (now == step) {
                        throw new IllegalStateException("killed");
                      }
                    }))
        .hasMessage("killed");

    erase(EraseSettings.History.EXPIRE);

    assertThat(content(row -> true)).isEqualTo(kept);
    assertThat(Traces.of(directory.resolve("lake"), rig, account)).isEmpty();
    assertThat(rig.content(ErasedTable.DEFINITION)).hasSize(1);
  }

  @Test
  void aDryRunCountsTheSameAndChangesNothing() throws Exception {
    Map<String, List<String>> before = content(row -> true);

    EraseSummary dry =
        Erasure.run(
            new EraseSettings(
                rig.settings().catalog(),
                new Tombstone(Tombstone.Kind.ACCOUNT, account),
                EraseSettings.Run.DRY,
                EraseSettings.History.EXPIRE,
                "tester"),
            SILENT);

    assertThat(content(row -> true)).isEqualTo(before);
    assertThat(rig.catalog().has("erased")).isFalse();
    EraseSummary real = erase(EraseSettings.History.KEEP);
    assertThat(dry.rows()).isEqualTo(real.rows());
    assertThat(dry.sources()).isEqualTo(real.sources());
    assertThat(dry.tables().get(0).filesReplaced()).isEqualTo(real.tables().get(0).filesReplaced());
  }

  @Test
  void theTombstoneIsWrittenOnceWithWhoAndWhen() throws Exception {
    erase(EraseSettings.History.KEEP);
    erase(EraseSettings.History.KEEP);

    assertThat(rig.content(ErasedTable.DEFINITION))
        .singleElement()
        .satisfies(
            row -> assertThat(row).startsWith("account|" + account + "|").endsWith("|tester|"));
    assertThat(TombstoneTable.read(rig.catalog()).accounts()).containsExactly(account);
  }

  @Test
  void rowsThatAnOlderVersionBroughtBackGoWithTheNextCompact() throws Exception {
    List<TableRow> back = new ArrayList<>();

    for (DataFile file : rig.files(FindingsTable.DEFINITION)) {
      rig.rows(FindingsTable.DEFINITION, file).stream()
          .filter(row -> account.equals(row.text(FindingColumn.ACCOUNT_ID)))
          .forEach(back::add);
    }

    erase(EraseSettings.History.KEEP);
    rig.append(FindingsTable.DEFINITION, back);
    assertThat(content(row -> true)).isNotEqualTo(kept);

    rig.compact();

    assertThat(rig.content(FindingsTable.DEFINITION)).isEqualTo(kept.get("findings"));
    assertThat(rig.content(LatestSnapshotTable.DEFINITION))
        .noneMatch(row -> row.contains(account))
        .hasSize(kept.get("findings").size());
  }

  @Test
  void whatIsArchivedInAnErasedAccountStaysErasedWhenItIsReadAgain() throws Exception {
    erase(EraseSettings.History.EXPIRE);

    ArchivedStore.replace(rig.catalog(), archived(), Instant.now());

    assertThat(rig.content(ArchivedTable.DEFINITION))
        .singleElement()
        .satisfies(row -> assertThat(row).startsWith(other));
  }

  @Test
  void whatAnAccountIsCalledStaysErasedWhenAccountsAreReadAgain() throws Exception {
    erase(EraseSettings.History.EXPIRE);

    int kept = AccountsStore.replace(rig.catalog(), accounts(), Instant.now());

    assertThat(kept).isOne();
    assertThat(rig.content(AccountsTable.DEFINITION))
        .singleElement()
        .satisfies(row -> assertThat(row).startsWith(other));
  }

  @Test
  void isRefusedWhileAnotherRewritesFiles() {
    List<Throwable> refused = new ArrayList<>();

    assertThatThrownBy(
            () ->
                run(
                    Tombstone.Kind.ACCOUNT,
                    account,
                    EraseSettings.History.KEEP,
                    (step, table, done, all) -> {
                      try {
                        rig.compact();
                      } catch (UsageException e) {
                        refused.add(e);
                        throw new IllegalStateException("seen", e);
                      } catch (IOException e) {
                        throw new AssertionError(e);
                      }
                    }))
        .hasMessage("seen");

    assertThat(refused)
        .singleElement()
        .satisfies(e -> assertThat(e).hasMessageContaining("at work"));
  }

  private EraseSummary erase(EraseSettings.History history) throws IOException {
    return run(Tombstone.Kind.ACCOUNT, account, history, SILENT);
  }

  private EraseSummary run(
      Tombstone.Kind kind, String id, EraseSettings.History history, EraseListener listener)
      throws IOException {
    return Erasure.run(
        new EraseSettings(
            rig.settings().catalog(),
            new Tombstone(kind, id),
            EraseSettings.Run.REAL,
            history,
            "tester"),
        listener);
  }

  private Map<String, List<String>> content(java.util.function.Predicate<String> filter)
      throws IOException {
    Map<String, List<String>> content = new TreeMap<>();

    for (TableDefinition table : TABLES) {
      content.put(table.name(), rig.content(table).stream().filter(filter).toList());
    }

    return content;
  }

  private static TableRow quarantined(String uri, String bytes) {
    return QuarantineTable.row(
        QuarantineReason.NOT_JSON,
        "detail",
        uri,
        null,
        1,
        bytes.getBytes(StandardCharsets.UTF_8),
        false,
        null,
        Instant.parse("2026-01-01T00:00:00Z"));
  }

  private static TableRow settled(String id) {
    return SettledTable.row(
        "q" + id.hashCode(),
        SettledOutcome.STILL_BAD,
        "still not JSON: s3://x/AWSLogs/" + id + "/k",
        Instant.parse("2026-01-02T00:00:00Z"));
  }

  private static TableRow deadLetter(String id) {
    Instant at = Instant.parse("2026-01-02T00:00:00Z");
    byte[] body = ("{\"accountId\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8);
    return DeadLetterTable.row("a", "k", "rule", "sink", "refused", "400", 3, body, at, at);
  }

  private List<ArchivedFinding> archived() {
    return List.of(
        new ArchivedFinding(account, "eu-west-1", "1ab", Instant.EPOCH),
        new ArchivedFinding(other, "eu-west-1", "2ab", Instant.EPOCH));
  }

  private List<Account> accounts() {
    return List.of(
        new Account(account, "web-prod", "Root/Prod", Map.of("team", "web"), "ACTIVE"),
        new Account(other, "other", "Root", Map.of(), "ACTIVE"));
  }

  private static TableRow drift(String id) {
    return DriftTable.row(
        new FieldDrift(DriftListener.Kind.UNKNOWN_FIELD, "p"),
        1,
        1,
        2,
        "s3://x/AWSLogs/" + id + "/GuardDuty/k",
        1,
        Instant.parse("2026-01-01T00:00:00Z"));
  }
}
