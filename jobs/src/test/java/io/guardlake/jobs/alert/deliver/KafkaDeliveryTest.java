package io.guardlake.jobs.alert.deliver;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guardlake.jobs.alert.KafkaReader;
import io.guardlake.jobs.alert.kafka.KafkaAlertSink;
import io.guardlake.jobs.alert.kafka.KafkaTransactions;
import io.guardlake.jobs.alert.notice.Notice;
import io.guardlake.jobs.alert.rule.RulesReader;
import io.guardlake.jobs.alert.rule.SinkWish;
import io.guardlake.sandbox.kafka.SandboxKafka;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka by a broker of its own, which asks for a password, and is killed. */
class KafkaDeliveryTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PASSWORD = "s3cretOfTheBroker";

  @TempDir private Path directory;
  private SandboxKafka broker;

  @BeforeEach
  void start() throws Exception {
    broker = SandboxKafka.start(0, directory.resolve("data"), PASSWORD);
    Files.writeString(directory.resolve("password"), PASSWORD);
    Files.writeString(directory.resolve("wrong"), "not-" + PASSWORD);
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void aKillOfTheBrokerInTheMiddleLosesNothingAndTheKeyIsTheIncident() throws Exception {
    KafkaAlertSink sink = new KafkaAlertSink(wish("password", ""));
    List<Notice> alerts = Drive.alerts(0, 1_000);
    int port = broker.port();
    AtomicReference<CompletableFuture<SandboxKafka>> back = new AtomicReference<>();

    List<DeadLetter> dead =
        Drive.to(
            sink,
            alerts,
            elapsed -> {
              // The second batch meets a broker that is gone.
              if (back.get() == null && !records().isEmpty()) {
                broker.close();
                back.set(
                    CompletableFuture.supplyAsync(
                        () -> SandboxKafka.start(port, directory.resolve("data"), PASSWORD),
                        CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS)));
              }
            });

    broker = back.get().get(1, TimeUnit.MINUTES);
    assertThat(dead).isEmpty();
    List<ConsumerRecord<String, String>> records = records();
    assertThat(records.stream().map(KafkaDeliveryTest::id).collect(toSet()))
        .containsExactlyInAnyOrderElementsOf(Drive.ids(alerts));
    assertThat(records)
        .allSatisfy(
            record -> {
              assertThat(record.key()).isEqualTo(json(record).at("/incident_key").asText());
              assertThat(
                      new String(
                          record.headers().lastHeader("alertId").value(), StandardCharsets.UTF_8))
                  .isEqualTo(id(record));
            });
  }

  @Test
  void aWrongPasswordIsToldOfAndNeitherPasswordIsInWhatIsTold() throws Exception {
    SinkWish.Kafka wish = wish("wrong", "delivery: { giveUpAfter: 1s }");

    List<DeadLetter> dead = Drive.to(new KafkaAlertSink(wish), Drive.alerts(0, 1));

    assertThat(dead)
        .singleElement()
        .satisfies(
            letter ->
                assertThat(letter.detail())
                    .contains("SaslAuthenticationException")
                    .doesNotContain(PASSWORD));
  }

  @Test
  void whatIsInThePlanRefersToThePasswordAndDoesNotHoldIt() throws Exception {
    SinkWish.Kafka wish = wish("password", "transactions: soc");
    ByteArrayOutputStream plan = new ByteArrayOutputStream();

    try (ObjectOutputStream out = new ObjectOutputStream(plan)) {
      out.writeObject(new KafkaAlertSink(wish));
      out.writeObject(KafkaTransactions.sink(wish));
    }

    assertThat(plan.toString(StandardCharsets.ISO_8859_1))
        .contains("${guardlake:file:", "SASL_PLAINTEXT")
        .doesNotContain(PASSWORD);
  }

  @Test
  void aPasswordThatIsNotThereIsSaidBeforeAnythingIsDelivered() {
    assertThatThrownBy(() -> new KafkaAlertSink(wish("nowhere", "")).open())
        .hasStackTraceContaining("cannot be read");
  }

  @Test
  void aBrokerThatIsDownLosesNothing() throws Exception {
    SinkWish.Kafka wish = wish("password", "delivery: { giveUpAfter: 2h }");
    int port = broker.port();
    broker.close();
    boolean[] back = {false};

    List<DeadLetter> dead =
        Drive.to(
            new KafkaAlertSink(wish),
            Drive.alerts(0, 20),
            elapsed -> {
              if (!back[0] && elapsed.compareTo(Duration.ofMillis(1)) > 0) {
                back[0] = true;
                broker = SandboxKafka.start(port, directory.resolve("data"), PASSWORD);
              }
            });

    assertThat(dead).isEmpty();
    assertThat(records().stream().map(KafkaDeliveryTest::id).collect(toSet())).hasSize(20);
  }

  private SinkWish.Kafka wish(String password, String more) {
    return (SinkWish.Kafka)
        RulesReader.read(
                "rules.yaml",
                """
                version: 1
                sinks:
                  kafka:
                    type: KAFKA
                    bootstrap: %s
                    topic: alerts
                    allowPlain: true
                    login: { mechanism: PLAIN, user: %s, password: "file:%s" }
                    %s
                rules: []
                """
                    .formatted(
                        broker.bootstrap(), SandboxKafka.USER, directory.resolve(password), more))
            .sinks()
            .get("kafka");
  }

  private List<ConsumerRecord<String, String>> records() {
    return KafkaReader.all(broker, PASSWORD, "alerts", KafkaReader.Sees.READ_COMMITTED);
  }

  private static String id(ConsumerRecord<String, String> record) {
    return json(record).at("/alert_id").asText();
  }

  private static JsonNode json(ConsumerRecord<String, String> record) {
    try {
      return JSON.readTree(record.value());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON", e);
    }
  }
}
