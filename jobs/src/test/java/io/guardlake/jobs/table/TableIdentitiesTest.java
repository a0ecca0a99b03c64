package io.guardlake.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.jobs.dedup.Identity;
import io.guardlake.jobs.dedup.KnownIdentities;
import io.guardlake.schemas.quarantine.QuarantineReason;
import io.guardlake.schemas.quarantine.QuarantineTable;
import io.guardlake.schemas.table.TableRow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableIdentitiesTest {
  @TempDir Path directory;
  private final SampleRows samples = new SampleRows(11);
  private TestOutput output;

  @BeforeEach
  void open() {
    output = new TestOutput(directory);
  }

  @AfterEach
  void close() throws IOException {
    output.close();
  }

  @Test
  void givesTheIdentityOfEveryRowOfBothTables() throws Exception {
    List<TableRow> findings = new ArrayList<>();

    for (int i = 0; i < 500; i++) {
      findings.add(samples.next());
    }

    append(findings);
    TableRow bad =
        QuarantineTable.row(
            QuarantineReason.NOT_JSON,
            null,
            "s3://b/k",
            "etag",
            3,
            new byte[] {1},
            false,
            null,
            Instant.parse("2026-10-01T00:00:00Z"));
    appendQuarantine(bad);

    List<Identity> expected = new ArrayList<>();
    findings.forEach(row -> expected.add(Identity.ofFinding(row)));
    expected.add(Identity.ofQuarantine(bad));
    assertThat(read(TableIdentities.all(output.settings())))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void leavesOutFilesThatTheTableDoesNotList() throws Exception {
    output.file(samples);

    assertThat(TableIdentities.all(output.settings()).parts()).isEmpty();
  }

  @Test
  void readsOnlyTheDaysOfTheRange() throws Exception {
    long day = SampleRows.DAY_MICROS;
    TableRow early = samples.next("LOW", SampleRows.DAY_ZERO);
    TableRow late = samples.next("LOW", SampleRows.DAY_ZERO + 5 * day);
    append(List.of(early, late));

    KnownIdentities known =
        TableIdentities.updatedIn(
            output.settings(),
            new TableIdentities.UpdatedRange(SampleRows.DAY_ZERO, SampleRows.DAY_ZERO + day));

    assertThat(read(known)).containsExactly(Identity.ofFinding(early));
  }

  @Test
  void namesAFileThatCannotBeRead() {
    KnownIdentities known = TableIdentities.all(output.settings());

    assertThatThrownBy(() -> known.read("findings:file:///nowhere/x.parquet", identity -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage("Cannot read the data file file:///nowhere/x.parquet.");
    assertThatThrownBy(() -> known.read("something else", identity -> {}))
        .hasMessageContaining("something else");
  }

  private static List<Identity> read(KnownIdentities known) throws IOException {
    List<Identity> identities = new ArrayList<>();

    for (String part : known.parts()) {
      known.read(part, identities::add);
    }

    return identities;
  }

  private void append(List<TableRow> rows) throws IOException {
    append(output.table(), output.files(rows));
  }

  private void appendQuarantine(TableRow row) throws IOException {
    Table table = Tables.ensure(output.catalog(), QuarantineTable.DEFINITION);
    List<CommittableFile> files = new ArrayList<>();

    try (OpenFiles open =
        new OpenFiles(
            TableTarget.of(QuarantineTable.DEFINITION, table),
            new FlinkFileIO(),
            ParquetOptions.defaults(),
            WriterLimits.defaults(),
            files::add)) {
      open.write(row);
      open.finishAll();
    }

    append(table, files);
  }

  private static void append(Table table, List<CommittableFile> files) throws IOException {
    new TableAppender(table, null, TestOutput.nothingErased(table), Duration.ofMillis(1))
        .append(new PendingCommit("w", 1, PendingCommit.NO_SNAPSHOT, files));
  }
}
