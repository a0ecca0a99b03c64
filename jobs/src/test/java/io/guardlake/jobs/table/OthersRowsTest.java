package io.guardlake.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.table.TableRow;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two writers of different export days have read the same line, each without the other's word. */
class OthersRowsTest {
  private static final Set<String> BOTH = Set.of("ingest", "backfill");

  @TempDir private Path directory;
  private final SampleRows samples = new SampleRows(3);
  private TestOutput output;
  private TableRow both;
  private TableRow ofIngest;
  private TableRow ofBackfill;

  @BeforeEach
  void open() throws IOException {
    output = new TestOutput(directory);
    both = samples.next("HIGH", SampleRows.DAY_ZERO + 5);
    ofIngest = samples.next("HIGH", SampleRows.DAY_ZERO + 1);
    ofBackfill = samples.next("HIGH", SampleRows.DAY_ZERO + 9);
    admit("ingest", 1);
    admit("backfill", 2);
  }

  @AfterEach
  void close() throws IOException {
    output.close();
  }

  @Test
  void aVersionThatAnotherHasWrittenSinceIsLeftOut() throws Exception {
    PendingCommit backfill = commit("backfill", both, ofBackfill);
    PendingCommit ingest = commit("ingest", ofIngest, both);

    assertThat(appender("backfill").append(backfill)).isTrue();
    assertThat(appender("ingest").append(ingest)).isTrue();

    assertThat(output.findingIds()).isEqualTo(ids(both, ofIngest, ofBackfill));
    assertThat(Path.of(URI.create(ingest.files().get(0).file().location())))
        .as("what was replaced")
        .doesNotExist();
    assertThat(appender("ingest").append(ingest)).as("it is known as committed").isFalse();
  }

  @Test
  void aCommitOfNothingButSuchVersionsIsStillOne() throws Exception {
    PendingCommit ingest = commit("ingest", both);
    appender("backfill").append(commit("backfill", both, ofBackfill));

    assertThat(appender("ingest").append(ingest)).isTrue();
    assertThat(appender("ingest").append(ingest)).isFalse();
    assertThat(output.findingIds()).isEqualTo(ids(both, ofBackfill));
  }

  @Test
  void itIsFoundWhereCompactionHasMovedIt() throws Exception {
    PendingCommit ingest = commit("ingest", ofIngest, both);
    PendingCommit backfill = commit("backfill", both, ofBackfill);
    appender("backfill").append(backfill);
    Table table = output.table();
    table
        .newRewrite()
        .deleteFile(backfill.files().get(0).dataFile(table.spec()))
        .addFile(output.files(List.of(both, ofBackfill)).get(0).dataFile(table.spec()))
        .commit();

    appender("ingest").append(ingest);

    assertThat(output.findingIds()).isEqualTo(ids(both, ofIngest, ofBackfill));
  }

  @Test
  void aCommitOfAnotherBetweenTheLookAndTheCommitIsNoticed() throws Exception {
    PendingCommit ingest = commit("ingest", both);
    Table table = output.catalog().table("findings");
    OthersRows others = new OthersRows(table, "ingest");
    List<CommittableFile> looked = others.without(ingest.files());
    appender("backfill").append(commit("backfill", both));

    assertThatThrownBy(
            () -> {
              AppendFiles append = table.newAppend().validateWith(others.stillAll());
              looked.forEach(file -> append.appendFile(file.dataFile(table.spec())));
              append.commit();
            })
        .hasMessageContaining("ancestry validation failed");
    assertThat(output.findingIds()).isEqualTo(ids(both));
  }

  @Test
  void aFileOfAnotherOfOtherTimesIsNotRead() throws Exception {
    PendingCommit backfill =
        commit("backfill", samples.next("HIGH", SampleRows.DAY_ZERO + SampleRows.DAY_MICROS));
    appender("backfill").append(backfill);
    Files.delete(Path.of(URI.create(backfill.files().get(0).file().location())));

    assertThat(appender("ingest").append(commit("ingest", both, ofIngest))).isTrue();
  }

  @Test
  void whatWasThereBeforeTheAdmissionIsLeftToLearning() throws Exception {
    PendingCommit before = commit("backfill", both);
    appender("backfill").append(before);
    admit("ingest", 3);
    Files.delete(Path.of(URI.create(before.files().get(0).file().location())));

    assertThat(appender("ingest").append(commit("ingest", ofIngest, ofBackfill))).isTrue();
  }

  private PendingCommit commit(String run, TableRow... rows) throws IOException {
    return new PendingCommit(
        WriterId.of(run, new UUID(1, run.length())),
        1,
        PendingCommit.NO_SNAPSHOT,
        output.files(List.of(rows)));
  }

  private TableAppender appender(String run) {
    Table table = output.catalog().table("findings");
    return new TableAppender(table, run, TestOutput.nothingErased(table), Duration.ofMillis(1));
  }

  private void admit(String run, long token) {
    Table table = output.table();
    Map<String, String> next =
        new HashMap<>(
            Admission.admit(table.properties(), run, token, BOTH, table.currentSnapshot()));
    next.entrySet().removeAll(table.properties().entrySet());
    UpdateProperties update = table.updateProperties();
    next.forEach(update::set);
    update.commit();
  }

  private static List<String> ids(TableRow... rows) {
    return Stream.of(rows).map(row -> row.text(FindingColumn.FINDING_ID)).sorted().toList();
  }
}
