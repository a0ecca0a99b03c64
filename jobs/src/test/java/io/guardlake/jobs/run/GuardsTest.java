package io.guardlake.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.guardlake.jobs.config.JobKind;
import io.guardlake.jobs.config.JobSettings;
import io.guardlake.jobs.config.OptionValues;
import io.guardlake.jobs.pipeline.Pipeline;
import io.guardlake.jobs.table.CatalogException;
import io.guardlake.jobs.table.TableIdentities;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What surrounds a run fails: it says what, and what was not written then is written later. */
@Timeout(300)
class GuardsTest {
  private static final int OBJECTS = 30;
  private static final LocalDate DAY = LocalDate.of(2026, 2, 3);
  private static final Instant THEN = Instant.parse("2026-02-03T01:02:03Z");

  @TempDir private Path directory;
  private ExportTree export;

  @BeforeAll
  static void registerCatalog() throws Exception {
    FlakyCatalog.register();
  }

  @BeforeEach
  void makeExport() throws Exception {
    export = new ExportTree(directory.resolve("export"));

    for (int i = 0; i < OBJECTS; i++) {
      export.put(DAY, ExportTree.finding("f" + i, 2 + i % 8, THEN, 1));
    }
  }

  @AfterEach
  void mendAll() {
    SmallDisk.leave(Long.MAX_VALUE);
    FlakyCatalog.down(false);
  }

  @Test
  void aFullDiskUnderTheOutputIsSaidAndNothingIsLost() throws Exception {
    SmallDisk.leave(60_000);

    assertThatThrownBy(() -> run("output", small("lake"), "catalog", flaky()))
        .hasMessageContaining("small:")
        .hasMessageContaining("the disk that it is on is full; free some space there")
        .hasMessageContaining("Nothing is lost");

    SmallDisk.leave(Long.MAX_VALUE);
    run("output", small("lake"), "catalog", flaky());
    assertThat(versions("output", small("lake"), "catalog", flaky()))
        .hasSize(OBJECTS)
        .doesNotHaveDuplicates();
  }

  @Test
  void aFullDiskUnderTheStateIsSaidAndNothingIsLost() throws Exception {
    SmallDisk.leave(2000);

    assertThatThrownBy(() -> run("state", small("state")))
        .hasMessageContaining("/state could not be written: the disk that it is on is full")
        .hasMessageContaining("Nothing is lost");

    SmallDisk.leave(Long.MAX_VALUE);
    run("state", small("state"));
    assertThat(versions()).hasSize(OBJECTS).doesNotHaveDuplicates();
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNamed() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    String below = file.toUri() + "/below";

    assertThatThrownBy(() -> run("output", below))
        .hasMessageContaining("/file/below could not be written")
        .hasMessageNotContaining("io.guardlake");
    assertThatThrownBy(() -> run("state", below))
        .hasMessageContaining("/file/below could not be written")
        .hasMessageContaining("Nothing is lost");
    assertThat(directory.resolve("lake")).as("nothing was begun").doesNotExist();
  }

  @Test
  void aCatalogThatIsDownAtTheStartIsNamed() {
    FlakyCatalog.down(true);

    assertThatThrownBy(() -> run("catalog", flaky()))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("The catalog jdbc:flaky:")
        .hasMessageContaining("the database is down")
        .hasMessageContaining("See that it is up");
    assertThatThrownBy(() -> run("catalog", "rest:http://127.0.0.1:9"))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("The catalog rest:http://127.0.0.1:9");
  }

  @Test
  void aCatalogWhoseDriverIsMissingIsNamed() {
    assertThatThrownBy(() -> run("catalog", "jdbc:nosuch://host/db"))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("There is no JDBC driver for the catalog jdbc:nosuch://host/db")
        .hasMessageContaining("lib folder of the Flink");
  }

  @Test
  void aCatalogThatIsDownForAWhileIsWaitedFor() throws Exception {
    CompletableFuture<RunSummary> run;

    try (LocalRun running = LocalRun.start(settings("catalog", flaky()))) {
      FlakyCatalog.down(true);
      run = CompletableFuture.supplyAsync(() -> end(running));
      await().atMost(Duration.ofMinutes(1)).until(() -> FlakyCatalog.refused() > 2);
      FlakyCatalog.down(false);
      assertThat(run.get(4, TimeUnit.MINUTES).versionsWritten()).isEqualTo(OBJECTS);
    }

    assertThat(versions("catalog", flaky())).hasSize(OBJECTS).doesNotHaveDuplicates();
  }

  private static RunSummary end(LocalRun run) {
    try {
      return run.await(progress -> {});
    } catch (Exception e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private String small(String name) {
    return "small://" + directory.resolve(name);
  }

  private String flaky() {
    return "jdbc:flaky:" + directory.resolve("catalog.db");
  }

  private RunSummary run(String... options) throws Exception {
    try (LocalRun run = LocalRun.start(settings(options))) {
      return run.await(progress -> {});
    }
  }

  private List<Object> versions(String... options) throws Exception {
    TableIdentities table = TableIdentities.all(Pipeline.catalog(settings(options)));
    List<Object> identities = new ArrayList<>();

    for (String part : table.parts()) {
      table.read(part, identities::add);
    }

    return identities;
  }

  private JobSettings settings(String... options) {
    Map<String, String> arguments = new HashMap<>();
    arguments.put("source", export.uri());
    arguments.put("output", directory.resolve("lake").toUri().toString());
    arguments.put("state", directory.resolve("state").toUri().toString());
    arguments.put("parallelism", "1");

    for (int i = 0; i < options.length; i += 2) {
      arguments.put(options[i], options[i + 1]);
    }

    return JobSettings.of(OptionValues.resolve(JobKind.BACKFILL, arguments, Map.of(), Map.of()));
  }
}
