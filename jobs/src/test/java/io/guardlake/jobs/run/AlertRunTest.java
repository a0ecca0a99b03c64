package io.guardlake.jobs.run;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.guardlake.jobs.alert.AlertFile;
import io.guardlake.jobs.config.JobKind;
import io.guardlake.jobs.config.JobSettings;
import io.guardlake.jobs.config.OptionValues;
import io.guardlake.jobs.config.UsageException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs of ingest with alerts, in this process, into a table and to a local webhook. */
class AlertRunTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private final Instant now = Instant.now();
  private final Map<String, JsonNode> received = new ConcurrentHashMap<>();
  private volatile int status = 200;
  private volatile int firstTakesMillis;
  private HttpServer server;
  private ExportTree export;

  @TempDir private Path directory;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          JsonNode alert = JSON.readTree(exchange.getRequestBody().readAllBytes());

          pause();

          if (status == 200) {
            received.put(alert.at("/alert_id").asText(), alert);
          }

          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    export = new ExportTree(directory.resolve("export"));
    Files.writeString(
        directory.resolve("url"),
        "http://127.0.0.1:%d/hook".formatted(server.getAddress().getPort()));
    Files.writeString(
        directory.resolve("rules.yaml"),
        """
        version: 1
        sinks:
          hook: { type: WEBHOOK, url: "file:%s/url", allowHttp: true, allowInternal: true }
        rules:
          - name: serious
            match: { minScore: 7 }
            send: hook
        """
            .formatted(directory));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void tellsOfEachSeriousFindingOnceAndOfOldOnesNot() throws Exception {
    for (int i = 0; i < 10; i++) {
      export.put(
          today,
          ExportTree.finding("f" + i, i, now.minusSeconds(60), 1),
          ExportTree.finding("f" + i, i, now.minusSeconds(50), 2));
    }

    export.put(today, ExportTree.finding("old", 9, now.minus(Duration.ofDays(3)), 1));
    ingest();

    assertThat(findings()).containsExactlyInAnyOrder("f7", "f8", "f9");
    assertThat(received).hasSize(3);

    export.put(today, ExportTree.finding("f9", 9, now.minusSeconds(40), 3));
    export.put(today, ExportTree.finding("f8", 9.5, now.minusSeconds(40), 3));
    received.clear();
    ingest();

    assertThat(received.values())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.at("/finding/finding_id").asText()).isEqualTo("f8");
              assertThat(alert.at("/reasons/0").asText()).isEqualTo("SEVERITY_ROSE");
              assertThat(alert.at("/previous/severity_score").asDouble()).isEqualTo(8);
            });
  }

  @Test
  void whatASinkDoesNotTakeIsTakenWhenItIsBackThoughTheJobWasStarted() throws Exception {
    status = 503;
    export.put(today, ExportTree.finding("f", 9, now.minusSeconds(60), 1));
    RunSummary first = ingest();
    assertThat(first.versionsWritten()).as("the table does not wait for the sink").isEqualTo(1);
    assertThat(received).isEmpty();

    status = 200;
    ingest();

    assertThat(findings()).containsExactly("f");
  }

  @Test
  void aBootstrappedJobTellsOfNothingThatTheTableHasAsIfItWereNew() throws Exception {
    putWhatWasThereBefore();
    ingest(Map.of("alerts", ""));
    putWhatIsNew();

    ingest(Map.of("state", directory.resolve("new").toUri().toString(), "bootstrap", "true"));

    assertThatOnlyNewsWereTold();
  }

  @Test
  void rulesThatAreAddedLaterTellOfNothingThatTheTableHasAsIfItWereNew() throws Exception {
    putWhatWasThereBefore();
    ingest(Map.of("alerts", ""));
    putWhatIsNew();

    ingest();

    assertThatOnlyNewsWereTold();
  }

  @Test
  void aFreshJobTakesEverythingForNew() throws Exception {
    putWhatWasThereBefore();
    ingest(Map.of("alerts", ""));
    putWhatIsNew();

    ingest(Map.of("state", directory.resolve("new").toUri().toString(), "fresh", "true"));

    assertThat(findings()).contains("same", "worse", "new");
  }

  @Test
  void anIdleJobStopsOnceWhatIsQueuedIsDelivered() throws Exception {
    firstTakesMillis = 8_000;

    for (int i = 0; i < 5; i++) {
      export.put(today, ExportTree.finding("f" + i, 9, now.minusSeconds(60), 1));
    }

    ingest();

    assertThat(received).hasSize(5);
  }

  @Test
  void aFileWithFaultsIsRefusedWithAllOfThem() throws Exception {
    Path rules = directory.resolve("bad.yaml");
    Files.writeString(rules, "version: 2\nsinks: {}\nrules: []\n");

    assertThatThrownBy(() -> AlertFile.read(rules.toString()))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll("bad.yaml:1:10: version: must be 1", "sinks: names no sink");
  }

  private void putWhatWasThereBefore() throws Exception {
    export.put(today, ExportTree.finding("same", 9, now.minusSeconds(60), 1));
    export.put(today, ExportTree.finding("worse", 7, now.minusSeconds(60), 1));
  }

  private void putWhatIsNew() throws Exception {
    export.put(today, ExportTree.finding("same", 9, now.minusSeconds(50), 2));
    export.put(today, ExportTree.finding("worse", 8, now.minusSeconds(50), 2));
    export.put(today, ExportTree.finding("new", 8, now.minusSeconds(50), 1));
  }

  private void assertThatOnlyNewsWereTold() {
    assertThat(findings()).containsExactlyInAnyOrder("worse", "new");
    assertThat(received.values())
        .filteredOn(alert -> alert.at("/finding/finding_id").asText().equals("worse"))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.at("/reasons/0").asText()).isEqualTo("SEVERITY_ROSE");
              assertThat(alert.at("/previous/severity_score").asDouble()).isEqualTo(7);
              assertThat(alert.at("/versions_before").asLong()).isEqualTo(1);
            });
  }

  /** A sink that takes its time for the first alert, while the others wait. */
  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(firstTakesMillis);
      firstTakesMillis = 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Set<String> findings() {
    return received.values().stream()
        .map(alert -> alert.at("/finding/finding_id").asText())
        .collect(toSet());
  }

  private RunSummary ingest() throws Exception {
    return ingest(Map.of());
  }

  /** With other options; an empty one is left out. */
  private RunSummary ingest(Map<String, String> others) throws Exception {
    Map<String, String> options =
        new HashMap<>(
            Map.of(
                "source",
                export.uri(),
                "output",
                directory.resolve("lake").toUri().toString(),
                "state",
                directory.resolve("state").toUri().toString(),
                "alerts",
                directory.resolve("rules.yaml").toString(),
                "parallelism",
                "2",
                "poll",
                "200ms",
                "checkpoint-interval",
                "500ms",
                "stop-when-idle",
                "2s"));
    options.putAll(others);
    options.values().removeIf(String::isEmpty);
    JobSettings settings =
        JobSettings.of(OptionValues.resolve(JobKind.INGEST, options, Map.of(), Map.of()));

    try (LocalRun run = LocalRun.start(settings)) {
      return run.await(progress -> {});
    }
  }
}
