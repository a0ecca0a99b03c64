package io.guardlake.jobs.compact;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.jobs.table.DuckDb;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.table.TableRow;
import io.guardlake.schemas.views.LatestSnapshotTable;
import io.guardlake.schemas.views.LatestView;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table against the view, which another engine computes. */
class LatestSnapshotTest {
  private static final String[] BANDS = {"LOW", "MEDIUM", "HIGH", "CRITICAL"};

  @TempDir private Path directory;
  private CompactRig rig;

  @BeforeEach
  void open() {
    rig = new CompactRig(directory);
  }

  @AfterEach
  void close() throws Exception {
    rig.close();
  }

  @Test
  void isWhatTheViewIs() throws Exception {
    Random random = new Random(8);
    append(random, 300);
    append(random, 300);

    Compaction.run(rig.settings().withSortMemory(20_000), CompactRig.SILENT);

    assertTableIsView();
  }

  @Test
  void isReplacedWholeByTheNext() throws Exception {
    Random random = new Random(9);
    append(random, 100);
    rig.compact();
    List<List<String>> first = table();
    append(random, 100);
    assertThat(table()).isEqualTo(first);

    rig.compact();

    assertTableIsView();
    assertThat(table()).isNotEqualTo(first);
  }

  @Test
  void isLeftAloneWhereFindingsDidNotChange() throws Exception {
    append(new Random(10), 50);
    CompactSummary first = rig.compact();
    long current = rig.table(LatestSnapshotTable.DEFINITION).currentSnapshot().snapshotId();

    CompactSummary second = rig.compact();

    assertThat(second.asOf())
        .isEqualTo(first.asOf())
        .isEqualTo(Instant.ofEpochMilli(rig.findings().currentSnapshot().timestampMillis()));
    assertThat(rig.table(LatestSnapshotTable.DEFINITION).currentSnapshot().snapshotId())
        .isEqualTo(current);
  }

  private void assertTableIsView() throws Exception {
    List<List<String>> table = table();
    String findings = files(FindingsTable.DEFINITION);

    assertThat(table).isNotEmpty();
    assertThat(table)
        .containsExactlyInAnyOrderElementsOf(
            DuckDb.query("SELECT * FROM (" + LatestView.select(findings) + ")"));
  }

  private List<List<String>> table() throws Exception {
    return DuckDb.query("SELECT * EXCLUDE (as_of) FROM " + files(LatestSnapshotTable.DEFINITION));
  }

  private String files(TableDefinition definition) throws Exception {
    return rig.files(definition).stream()
        .map(DataFile::location)
        .map(location -> "'" + location.replace("file://", "") + "'")
        .collect(Collectors.joining(", ", "read_parquet([", "], hive_partitioning = false)"));
  }

  /** Versions of few findings, in few days, so that updated_at and occurrences are often equal. */
  private void append(Random random, int count) throws Exception {
    List<TableRow> rows = new ArrayList<>();

    for (int i = 0; i < count; i++) {
      TableRow sample = rig.finding(BANDS[random.nextInt(4)], 1 + random.nextInt(3));
      Object[] cells = new Object[FindingColumn.values().length];

      for (FindingColumn column : FindingColumn.values()) {
        cells[column.ordinal()] = sample.cell(column);
      }

      set(cells, FindingColumn.ACCOUNT_ID, "11112222333" + random.nextInt(2));
      set(cells, FindingColumn.REGION, random.nextBoolean() ? "eu-west-1" : "us-east-1");
      set(cells, FindingColumn.FINDING_ID, "f" + random.nextInt(8));
      set(
          cells,
          FindingColumn.OCCURRENCES,
          random.nextInt(3) == 0 ? null : Long.valueOf(random.nextInt(2)));
      long updated = (Long) cells[FindingColumn.UPDATED_AT.ordinal()];
      long day = updated - Math.floorMod(updated, 86_400_000_000L);
      set(cells, FindingColumn.UPDATED_AT, day + random.nextInt(3) * 1_000_000L);
      rows.add(new TableRow(FindingsTable.DEFINITION, cells));
    }

    rig.append(FindingsTable.DEFINITION, rows);
  }

  private static void set(Object[] cells, FindingColumn column, Object value) {
    cells[column.ordinal()] = value;
  }
}
