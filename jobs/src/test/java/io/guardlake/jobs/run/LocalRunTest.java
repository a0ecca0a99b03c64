package io.guardlake.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.guardlake.jobs.config.JobKind;
import io.guardlake.jobs.config.JobSettings;
import io.guardlake.jobs.config.OptionValues;
import io.guardlake.jobs.config.UsageException;
import io.guardlake.jobs.dedup.Identity;
import io.guardlake.jobs.pipeline.Pipeline;
import io.guardlake.jobs.table.Catalogs;
import io.guardlake.jobs.table.OpenCatalog;
import io.guardlake.jobs.table.TableIdentities;
import io.guardlake.schemas.drift.DriftTable;
import io.guardlake.schemas.finding.DriftListener;
import io.guardlake.schemas.finding.FieldDrift;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types.LongType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs of the jobs, in this process, from a directory into a table. */
class LocalRunTest {
  private static final String[] FOREVER = {"stop-when-idle", "1h", "checkpoint-interval", "200ms"};

  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private final LocalDate yesterday = today.minusDays(1);
  private final Instant then = yesterday.atTime(1, 2).toInstant(ZoneOffset.UTC);

  @TempDir private Path directory;
  private ExportTree export;

  @BeforeEach
  void makeExport() throws Exception {
    export = new ExportTree(directory.resolve("export"));

    for (int i = 0; i < 40; i++) {
      String first = ExportTree.finding("f" + i, 2 + i % 8, then, 1);
      String second = ExportTree.finding("f" + i, 8, then.plusSeconds(i + 1), 2);
      export.put(i % 2 == 0 ? yesterday : today, first, second, first);
    }
  }

  @Test
  void backfillWritesEachVersionOnce() throws Exception {
    RunSummary summary = run(JobKind.BACKFILL, "lake");

    assertThat(summary.ending()).isEqualTo(RunSummary.Ending.FINISHED);
    assertThat(summary.objects()).isEqualTo(40);
    assertThat(summary.findings()).isEqualTo(120);
    assertThat(summary.versionsWritten()).isEqualTo(80);
    assertThat(summary.duplicatesDropped()).isEqualTo(40);
    assertThat(summary.quarantined()).isZero();
    assertThat(summary.files()).isPositive();
    assertThat(versions("lake")).hasSize(80).doesNotHaveDuplicates();
  }

  @Test
  void aSecondBackfillAddsNothing() throws Exception {
    export.put(today, "not JSON");
    run(JobKind.BACKFILL, "lake");
    export.put(today, ExportTree.finding("late", 5, then, 1));

    RunSummary second = run(JobKind.BACKFILL, "lake");

    assertThat(second.findings()).isEqualTo(121);
    assertThat(second.versionsWritten()).isEqualTo(1);
    assertThat(second.quarantined()).isZero();
    assertThat(versions("lake")).hasSize(82).doesNotHaveDuplicates();
  }

  @Test
  void ingestAndBackfillWriteTheSameVersions() throws Exception {
    run(JobKind.BACKFILL, "one");
    RunSummary ingest = run(JobKind.INGEST, "two");

    assertThat(ingest.ending()).isEqualTo(RunSummary.Ending.IDLE);
    Set<Identity> versions = new HashSet<>(versions("two"));
    assertThat(versions).isEqualTo(new HashSet<>(versions("one"))).hasSize(80);
  }

  @Test
  void theDriftTableHoldsExactlyTheDriftOfTheVersions() throws Exception {
    String drifting = ExportTree.finding("d1", 5, then, 1).replace("\"count\":1", "\"count\":{}");
    export.put(today, ExportTree.finding("d0", 5, then, 1).replace("\"id\"", "\"new\":1,\"id\""));
    export.put(today, drifting, drifting, drifting.replace("\"id\"", "\"new\":{},\"id\""));

    Map<FieldDrift, Long> expected =
        Map.of(
            new FieldDrift(DriftListener.Kind.UNKNOWN_FIELD, "new"), 2L,
            new FieldDrift(DriftListener.Kind.UNEXPECTED_TYPE, "service.count"), 2L);

    assertThat(run(JobKind.BACKFILL, "lake").drift()).isEqualTo(expected);
    assertThat(drift("lake")).isEqualTo(expected);

    assertThat(run(JobKind.BACKFILL, "lake").drift()).as("no new version").isEmpty();
    assertThat(drift("lake")).isEqualTo(expected);
  }

  @Test
  void backfillOfDaysReadsTheseAlone() throws Exception {
    RunSummary summary =
        run(JobKind.BACKFILL, "lake", "from", yesterday.toString(), "to", yesterday.toString());

    assertThat(summary.objects()).isEqualTo(20);
  }

  @Test
  void ingestGoesOnWhereItStopped() throws Exception {
    run(JobKind.INGEST, "lake");
    export.put(today, ExportTree.finding("new", 9.5, then, 1));

    RunSummary second = run(JobKind.INGEST, "lake");

    assertThat(second.objects()).isEqualTo(1);
    assertThat(second.versionsWritten()).isEqualTo(1);
    assertThat(versions("lake")).hasSize(81).doesNotHaveDuplicates();
  }

  @Test
  void ingestGoesOnWithAnotherParallelism() throws Exception {
    for (String parallelism : List.of("1", "3", "2")) {
      run(JobKind.INGEST, "lake", "parallelism", parallelism);
      String id = "at-" + parallelism;
      String repeated = ExportTree.finding("f1", 3, then, 1);
      export.put(today, ExportTree.finding(id, 9.5, then, 1), repeated);
    }

    RunSummary last = run(JobKind.INGEST, "lake");

    assertThat(last.objects()).isEqualTo(1);
    assertThat(last.duplicatesDropped()).isEqualTo(1);
    assertThat(versions("lake")).hasSize(83).doesNotHaveDuplicates();
  }

  /** A change here is a change that older savepoints do not survive: see CONTRIBUTING, Upgrades. */
  @Test
  void savepointsAreOfTheFormThatIsKept() throws Exception {
    run(JobKind.INGEST, "lake");
    Path kept =
        Path.of(System.getProperty("guardlake.root"), "jobs/src/test/resources/state/formats.txt");
    String formats;

    try (Stream<Path> savepoints = Files.list(directory.resolve("lake-state/savepoints"))) {
      formats = SavepointFormats.of(savepoints.findFirst().orElseThrow());
    }

    if (System.getProperty("guardlake.savepoints.write") != null) {
      Files.writeString(kept, formats);
    }

    assertThat(formats).isEqualTo(Files.readString(kept));
  }

  @Test
  void refusesAnOutputOfANewerVersion() throws Exception {
    run(JobKind.BACKFILL, "lake");

    try (OpenCatalog catalog =
        Catalogs.openExisting(Pipeline.catalog(settings(JobKind.BACKFILL, "lake")))) {
      catalog
          .table("quarantine")
          .updateSchema()
          .addColumn("from_the_future", LongType.get())
          .commit();
    }

    assertThatThrownBy(() -> run(JobKind.BACKFILL, "lake"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("does not know: from_the_future");
  }

  @Test
  void ingestRefusesToForgetATable() throws Exception {
    run(JobKind.BACKFILL, "lake");

    assertThatThrownBy(() -> run(JobKind.INGEST, "lake"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--bootstrap")
        .hasMessageContaining("--fresh");
  }

  @Test
  void bootstrapLearnsTheTable() throws Exception {
    run(JobKind.BACKFILL, "lake");

    RunSummary summary = run(JobKind.INGEST, "lake", "bootstrap", "true");

    assertThat(summary.findings()).isEqualTo(120);
    assertThat(summary.versionsWritten()).isZero();
    assertThat(versions("lake")).hasSize(80);
  }

  @Test
  void aBackfillLeavesTheDaysOfARunningIngestAndASecondIngestIsRefused() throws Exception {
    LocalDate longAgo = today.minusDays(9);
    export.put(
        longAgo, ExportTree.finding("old", 5, longAgo.atTime(1, 2).toInstant(ZoneOffset.UTC), 1));

    try (LocalRun ingest = LocalRun.start(settings(JobKind.INGEST, "lake", FOREVER))) {
      Thread thread = new Thread(() -> awaitQuietly(ingest), "ingest");
      thread.start();
      await().atMost(Duration.ofMinutes(2)).until(() -> versions("lake").size() == 80);

      RunSummary backfill = run(JobKind.BACKFILL, "lake");

      assertThat(backfill.versionsWritten()).isEqualTo(1);
      assertThat(backfill.objects()).isEqualTo(1);
      assertThat(backfill.skippedDays()).containsExactly(yesterday.toString(), today.toString());
      assertThatThrownBy(
              () -> run(JobKind.INGEST, "lake", "state", uri("other"), "bootstrap", "true"))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("Another ingest writes this output")
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("Stop it first");

      export.put(today, ExportTree.finding("new", 5, then, 1));
      await().atMost(Duration.ofMinutes(2)).until(() -> versions("lake").size() == 82);
      ingest.requestStop();
      thread.join();
    }

    RunSummary free = run(JobKind.BACKFILL, "lake");
    assertThat(free.skippedDays()).isEmpty();
    assertThat(free.objects()).isEqualTo(42);
    assertThat(free.versionsWritten()).isZero();
    assertThat(versions("lake")).hasSize(82).doesNotHaveDuplicates();
  }

  @Test
  void anIngestThatIsBehindTheTableLearnsWhatABackfillAdded() throws Exception {
    run(JobKind.INGEST, "lake");
    export.put(today, ExportTree.finding("meanwhile", 5, then, 1));
    assertThat(run(JobKind.BACKFILL, "lake").versionsWritten()).isEqualTo(1);

    RunSummary again = run(JobKind.INGEST, "lake");

    assertThat(again.objects()).as("its state does not have the object").isEqualTo(1);
    assertThat(again.duplicatesDropped()).isEqualTo(1);
    assertThat(again.versionsWritten()).isZero();
    assertThat(versions("lake")).hasSize(81).doesNotHaveDuplicates();
  }

  @Test
  void anIngestThatIsSetBackToAnOldSavepointRepeatsNothing() throws Exception {
    run(JobKind.INGEST, "lake");
    Path state = directory.resolve("lake-state");
    Path kept = directory.resolve("kept");
    copy(state, kept);
    export.put(today, ExportTree.finding("later", 5, then, 1));
    run(JobKind.INGEST, "lake");

    RunSummary back = run(JobKind.INGEST, "lake", "state", kept.toUri().toString());

    assertThat(back.objects()).isEqualTo(1);
    assertThat(back.versionsWritten()).isZero();
    assertThat(versions("lake")).hasSize(81).doesNotHaveDuplicates();
  }

  @Test
  void aMissingSourceFailsWithASentence() {
    assertThatThrownBy(
            () ->
                run(
                    JobKind.BACKFILL,
                    "lake",
                    "source",
                    directory.resolve("nowhere").toUri().toString()))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("nowhere");
  }

  private static void awaitQuietly(LocalRun run) {
    try {
      run.await(progress -> {});
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }

  private String uri(String name) {
    return directory.resolve(name).toUri().toString();
  }

  private RunSummary run(JobKind job, String output, String... options) throws Exception {
    try (LocalRun run = LocalRun.start(settings(job, output, options))) {
      return run.await(progress -> {});
    }
  }

  private JobSettings settings(JobKind job, String output, String... options) {
    Map<String, String> arguments = new HashMap<>();
    arguments.put("source", export.uri());
    arguments.put("output", directory.resolve(output).toUri().toString());
    arguments.put("parallelism", "2");

    if (job == JobKind.INGEST) {
      arguments.put("state", directory.resolve(output + "-state").toUri().toString());
      arguments.put("stop-when-idle", "500ms");
      arguments.put("poll", "100ms");
    }

    for (int i = 0; i < options.length; i += 2) {
      arguments.put(options[i], options[i + 1]);
    }

    return JobSettings.of(OptionValues.resolve(job, arguments, Map.of(), Map.of()));
  }

  private Map<FieldDrift, Long> drift(String output) throws Exception {
    Map<FieldDrift, Long> counts = new HashMap<>();

    try (OpenCatalog catalog =
            Catalogs.openExisting(Pipeline.catalog(settings(JobKind.BACKFILL, output)));
        Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement();
        CloseableIterable<FileScanTask> tasks =
            catalog.table(DriftTable.DEFINITION.name()).newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        String file = Path.of(URI.create(task.file().location())).toString();
        ResultSet rows =
            statement.executeQuery(
                "SELECT kind, path, occurrences FROM read_parquet('%s')".formatted(file));

        while (rows.next()) {
          DriftListener.Kind kind =
              DriftListener.Kind.valueOf(rows.getString(1).toUpperCase(Locale.ROOT));
          counts.merge(new FieldDrift(kind, rows.getString(2)), rows.getLong(3), Long::sum);
        }
      }
    }

    return counts;
  }

  /** The identities of all rows, quarantine's included. */
  private List<Identity> versions(String output) throws Exception {
    TableIdentities table =
        TableIdentities.all(Pipeline.catalog(settings(JobKind.BACKFILL, output)));
    List<Identity> identities = new ArrayList<>();

    for (String part : table.parts()) {
      table.read(part, identities::add);
    }

    return identities;
  }
}
