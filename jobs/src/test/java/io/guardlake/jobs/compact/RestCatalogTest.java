package io.guardlake.jobs.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.jobs.config.UsageException;
import io.guardlake.jobs.erase.EraseSettings;
import io.guardlake.jobs.erase.EraseSummary;
import io.guardlake.jobs.erase.Erasure;
import io.guardlake.jobs.erased.Tombstone;
import io.guardlake.jobs.lease.TableLease;
import io.guardlake.jobs.table.CatalogSettings;
import io.guardlake.jobs.table.RestCatalogServer;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.views.LatestSnapshotTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compact and erase in a REST catalog, which compares less in a commit than others do. */
class RestCatalogTest {
  private static final TableDefinition FINDINGS = FindingsTable.DEFINITION;

  @TempDir private Path directory;
  private RestCatalogServer server;
  private CompactRig rig;

  @BeforeEach
  void start() throws IOException {
    server = RestCatalogServer.start(directory);
    rig =
        new CompactRig(
            CatalogSettings.parse(
                server.catalog(), directory.toUri().toString(), CatalogSettings.DEFAULT_DATABASE));
    rig.appendFindings(9, 1, 2);
    rig.appendFindings(9, 1, 2);
  }

  @AfterEach
  void stop() throws IOException {
    rig.close();
    server.close();
  }

  @Test
  void compactsOnceAndThenLeavesAllAlone() throws Exception {
    List<String> before = rig.content(FINDINGS);

    CompactSummary first = rig.compact();
    long latest = rig.table(LatestSnapshotTable.DEFINITION).currentSnapshot().snapshotId();
    CompactSummary second = rig.compact();

    assertThat(rig.content(FINDINGS)).isEqualTo(before);
    assertThat(first.daysCompacted()).isEqualTo(2);
    assertThat(rig.files(FINDINGS)).hasSize(4);
    assertThat(second.daysCompacted()).isZero();
    assertThat(rig.table(LatestSnapshotTable.DEFINITION).currentSnapshot().snapshotId())
        .as("snapshots of the lease alone change no row")
        .isEqualTo(latest);
    assertThat(second.asOf()).isEqualTo(first.asOf());
  }

  @Test
  void theSecondOfTwoIsRefusedAndTheNextIsNot() throws Exception {
    try (TableLease lease = Compaction.lease(rig.catalog())) {
      lease.check();
      assertThatThrownBy(rig::compact)
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("at work");
    }

    assertThat(rig.compact().daysCompacted()).isEqualTo(2);
  }

  @Test
  void erasesAndKeepsTheRest() throws Exception {
    rig.compact();
    List<String> before = rig.content(FINDINGS);
    String account = before.get(0).split("[|]", -1)[0];

    EraseSummary summary =
        Erasure.run(
            new EraseSettings(
                rig.settings().catalog(),
                new Tombstone(Tombstone.Kind.ACCOUNT, account),
                EraseSettings.Run.REAL,
                EraseSettings.History.EXPIRE,
                "tester"),
            (step, table, done, all) -> {});

    assertThat(summary.rows()).isPositive();
    assertThat(rig.content(FINDINGS))
        .isEqualTo(before.stream().filter(row -> !row.startsWith(account)).toList());
  }
}
