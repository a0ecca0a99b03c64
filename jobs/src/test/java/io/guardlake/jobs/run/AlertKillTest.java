package io.guardlake.jobs.run;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.guardlake.jobs.alert.KafkaReader;
import io.guardlake.jobs.source.LocalAws;
import io.guardlake.sandbox.aws.receive.Inbox;
import io.guardlake.sandbox.aws.receive.SandboxReceivers;
import io.guardlake.sandbox.kafka.SandboxKafka;
import io.guardlake.sandbox.sqs.QueueSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * A process that tells every kind of sink, killed twice in mid-delivery: each sink has been told of
 * each version, and the one that commits has been told once.
 */
class AlertKillTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern FOOTER = Pattern.compile("alert ([0-9a-f]{32})");
  private static final String PASSWORD = "s3cretOfTheBroker";
  private static final int FINDINGS = 500;
  private static final int VERSIONS = 2;

  private final Map<String, Set<String>> posted = new ConcurrentHashMap<>();
  private final Instant now = Instant.now();

  @TempDir private Path directory;

  @Test
  void eachSinkIsToldOfEachVersionThoughTheProcessIsKilledTwice() throws Exception {
    HttpServer server = server();

    try (LocalAws aws = LocalAws.start();
        SandboxReceivers receivers = SandboxReceivers.start(0);
        SandboxKafka broker = SandboxKafka.start(0, directory.resolve("broker"), PASSWORD)) {
      String queue = aws.createQueue(QueueSettings.named("alerts"));
      writeRules(server, broker, queue, topic(aws, receivers));
      writeExport();

      for (int kill = 1; kill <= 2; kill++) {
        int told = told("webhook").size();
        Process process = start(aws, receivers);
        boolean first = kill == 1;
        await()
            .pollInterval(Duration.ofMillis(10))
            .atMost(Duration.ofMinutes(2))
            .until(
                () ->
                    !process.isAlive()
                        || (told("webhook").size() >= told + 100 && (first || hasCheckpoint())));
        assertThat(process.isAlive()).as("killed in mid-delivery: %s", log()).isTrue();
        process.destroyForcibly().waitFor();
        assertThat(told("webhook")).hasSizeLessThan(FINDINGS * VERSIONS);
      }

      Process last = start(aws, receivers);
      boolean ended = last.waitFor(3, TimeUnit.MINUTES);
      last.destroyForcibly();
      assertThat(ended).as(log()).isTrue();
      assertThat(last.exitValue()).as(log()).isZero();

      Set<String> expected = told("webhook");
      assertThat(expected).hasSize(FINDINGS * VERSIONS);
      assertThat(told("slack")).isEqualTo(expected);
      assertThat(told("teams")).isEqualTo(expected);
      assertThat(told("pagerduty")).isEqualTo(expected);
      assertThat(inbox(receivers.topics())).isEqualTo(expected);
      assertThat(inbox(receivers.buses())).isEqualTo(expected);
      assertThat(queued(aws, queue)).isEqualTo(expected);
      assertThat(found(log())).isEqualTo(expected);
      assertThat(new TreeSet<>(records(broker, "at-least-once"))).isEqualTo(expected);
      assertThat(records(broker, "exactly-once"))
          .as("committed")
          .containsExactlyInAnyOrderElementsOf(expected);
    } finally {
      server.stop(0);
    }
  }

  private HttpServer server() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newFixedThreadPool(8));
    server.createContext(
        "/",
        exchange -> {
          String sink = exchange.getRequestURI().getPath().substring(1);
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          posted.computeIfAbsent(sink, any -> ConcurrentHashMap.newKeySet()).addAll(ids(body));
          pause();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  /** So long that a kill is in the middle. */
  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean hasCheckpoint() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("state"))) {
      return files.anyMatch(file -> file.endsWith("_metadata"));
    } catch (UncheckedIOException e) {
      // Another was deleted while we looked, so there is one.
      return true;
    }
  }

  private void writeRules(HttpServer server, SandboxKafka broker, String queue, String topic)
      throws IOException {
    String url = "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());

    for (String sink : List.of("webhook", "slack", "teams")) {
      Files.writeString(directory.resolve(sink), url + sink);
    }

    Files.writeString(directory.resolve("key"), "R0UTINGKEY");
    Files.writeString(directory.resolve("password"), PASSWORD);
    String http = "allowHttp: true, allowInternal: true";
    String kafka =
        "type: KAFKA, bootstrap: \"%s\", allowPlain: true, login: { mechanism: PLAIN, user: %s, password: \"file:%s/password\" }"
            .formatted(broker.bootstrap(), SandboxKafka.USER, directory);
    Files.writeString(
        directory.resolve("rules.yaml"),
        """
        version: 1
        oldAfter: 30d
        sinks:
          terminal: { type: STDOUT }
          topic: { type: SNS, topicArn: "%2$s" }
          queue: { type: SQS, queueUrl: "%3$s" }
          bus: { type: EVENTBRIDGE, bus: security }
          webhook: { type: WEBHOOK, url: "file:%1$s/webhook", %4$s }
          slack: { type: SLACK, url: "file:%1$s/slack", %4$s }
          teams: { type: TEAMS, url: "file:%1$s/teams", %4$s }
          pagerduty: { type: PAGERDUTY, routingKey: "file:%1$s/key", url: "%5$spagerduty", %4$s }
          stream: { %6$s, topic: at-least-once }
          committed: { %6$s, topic: exactly-once, transactions: soc }
        rules:
          - name: every
            when: { everyVersion: true }
            send: [terminal, topic, queue, bus, webhook, slack, teams, pagerduty, stream, committed]
        """
            .formatted(directory, topic, queue, http, url, kafka));
  }

  private void writeExport() throws IOException {
    ExportTree export = new ExportTree(directory.resolve("export"));
    LocalDate today = LocalDate.now(ZoneOffset.UTC);

    for (int i = 0; i < FINDINGS; i++) {
      String[] versions = new String[VERSIONS];

      for (int j = 0; j < VERSIONS; j++) {
        versions[j] = ExportTree.finding("f" + i, 1 + i % 9, now.minusSeconds(3_600 - j), j + 1);
      }

      export.put(today, versions);
    }
  }

  private Process start(LocalAws aws, SandboxReceivers receivers) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("guardlake.jvm.opens").split(" ")));
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:+ExitOnOutOfMemoryError",
            "-cp",
            System.getProperty("java.class.path"),
            AlertingProcess.class.getName(),
            "source",
            directory.resolve("export").toUri().toString(),
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
            "3s"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("log").toFile()));
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_ENDPOINT_URL",
                receivers.endpoint().toString(),
                "AWS_ENDPOINT_URL_SQS",
                aws.sandboxSqs().endpoint().toString(),
                "AWS_ACCESS_KEY_ID",
                receivers.key().accessKeyId(),
                "AWS_SECRET_ACCESS_KEY",
                receivers.key().secretAccessKey(),
                "AWS_REGION",
                "us-east-1"));
    return builder.start();
  }

  private static String topic(LocalAws aws, SandboxReceivers receivers) {
    aws.pointTo("aws.endpointUrl", receivers.endpoint().toString());
    aws.pointTo("aws.accessKeyId", receivers.key().accessKeyId());
    aws.pointTo("aws.secretAccessKey", receivers.key().secretAccessKey());

    try (SnsClient client = SnsClient.create()) {
      return client.createTopic(request -> request.name("alerts")).topicArn();
    }
  }

  private Set<String> told(String sink) {
    return new TreeSet<>(posted.getOrDefault(sink, Set.of()));
  }

  private static Set<String> inbox(Inbox inbox) {
    return inbox.taken().stream()
        .flatMap(taken -> ids(taken.body()).stream())
        .collect(toCollection(TreeSet::new));
  }

  private static Set<String> queued(LocalAws aws, String queue) {
    Set<String> ids = new TreeSet<>();
    List<Message> some;

    do {
      some =
          aws.sqs()
              .receiveMessage(
                  request -> request.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(1))
              .messages();
      some.forEach(message -> ids.addAll(ids(message.body())));
    } while (!some.isEmpty());

    return ids;
  }

  private static List<String> records(SandboxKafka broker, String topic) {
    List<ConsumerRecord<String, String>> records =
        KafkaReader.all(broker, PASSWORD, topic, KafkaReader.Sees.READ_COMMITTED);
    return records.stream().flatMap(record -> ids(record.value()).stream()).toList();
  }

  /** The ids in a payload, which has them in a field of its own or in its footer. */
  private static Set<String> ids(String payload) {
    try {
      JsonNode tree = JSON.readTree(payload);
      JsonNode id =
          Stream.of("/alert_id", "/payload/custom_details/alert_id")
              .map(tree::at)
              .filter(JsonNode::isTextual)
              .findFirst()
              .orElse(null);
      return id == null ? found(payload) : Set.of(id.asText());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON: " + payload, e);
    }
  }

  private static Set<String> found(String text) {
    return FOOTER
        .matcher(text)
        .results()
        .map(result -> result.group(1))
        .collect(toCollection(TreeSet::new));
  }

  private String log() throws IOException {
    return Files.readString(directory.resolve("log"));
  }
}
