package io.guardlake.jobs.alert.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guardlake.jobs.alert.Rows;
import io.guardlake.jobs.alert.aws.EventBridgeSink;
import io.guardlake.jobs.alert.aws.SnsSink;
import io.guardlake.jobs.alert.notice.Notice;
import io.guardlake.jobs.alert.rule.Payload;
import io.guardlake.jobs.alert.rule.SinkWish;
import io.guardlake.sandbox.aws.receive.Inbox;
import io.guardlake.sandbox.aws.receive.Received;
import io.guardlake.sandbox.aws.receive.SandboxReceivers;
import io.guardlake.schemas.finding.FindingColumn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;

/** SNS and EventBridge over their wire formats, by the SDK's own clients. */
class AwsDeliveryTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REGION = "us-east-1";

  private final Map<String, String> before = new HashMap<>();
  private SandboxReceivers aws;

  @BeforeEach
  void start() {
    aws = SandboxReceivers.start(0);
    set("aws.endpointUrl", aws.endpoint().toString());
    set("aws.accessKeyId", aws.key().accessKeyId());
    set("aws.secretAccessKey", aws.key().secretAccessKey());
    set("aws.region", REGION);
  }

  @AfterEach
  void stop() {
    aws.close();
    before.forEach(
        (name, value) -> {
          if (value == null) {
            System.clearProperty(name);
          } else {
            System.setProperty(name, value);
          }
        });
  }

  @Test
  void snsGetsEachAlertOnceWithWhatItsSubscribersFilterBy() throws Exception {
    List<Notice> alerts = Drive.alerts(0, 25);

    assertThat(Drive.to(sns("alerts"), alerts)).isEmpty();

    assertThat(ids(aws.topics())).containsExactlyInAnyOrderElementsOf(Drive.ids(alerts));
    assertThat(aws.topics().taken())
        .allSatisfy(
            taken -> {
              assertThat(taken.attributes()).containsEntry("severity", "HIGH");
              assertThat(taken.attributes()).containsEntry("rule", "rule");
              assertThat(taken.attributes().get("alertId"))
                  .isEqualTo(JSON.readTree(taken.body()).at("/alert_id").asText());
            });
  }

  @Test
  void aFifoTopicsGroupIsTheIncident() throws Exception {
    assertThat(Drive.to(sns("alerts.fifo"), Drive.alerts(0, 3))).isEmpty();

    assertThat(aws.topics().taken())
        .hasSize(3)
        .allSatisfy(
            taken -> {
              JsonNode alert = JSON.readTree(taken.body());
              assertThat(taken.attributes())
                  .containsEntry("MessageGroupId", alert.at("/incident_key").asText())
                  .containsEntry("MessageDeduplicationId", alert.at("/alert_id").asText());
            });
  }

  @Test
  void ofABatchOnlyWhatFailedIsSentAgainAndOnlyWhatIsRefusedIsGivenUp() throws Exception {
    List<Notice> alerts = Drive.alerts(0, 10);
    aws.topics().refuse(of("f3"), "InternalError", Inbox.Fault.SERVICE, 2);
    aws.topics().refuse(of("f5"), "InvalidParameter", Inbox.Fault.SENDER, 1);
    aws.buses().refuse(of("f3"), "ThrottlingException", Inbox.Fault.SERVICE, 2);
    aws.buses().refuse(of("f5"), "NotAuthorizedForSourceException", Inbox.Fault.SENDER, 1);

    for (AlertSink sink : List.of(sns("alerts"), events())) {
      assertThat(Drive.to(sink, alerts))
          .singleElement()
          .satisfies(
              dead -> {
                assertThat(dead.message().id()).isEqualTo(alerts.get(5).id());
                assertThat(dead.reason()).isEqualTo(DeadLetter.Reason.REFUSED);
                assertThat(dead.tries()).isEqualTo(1);
              });
    }

    List<String> expected = new ArrayList<>(Drive.ids(alerts));
    expected.remove(alerts.get(5).id());
    assertThat(ids(aws.topics())).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(ids(aws.buses())).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void anEntryThatIsNeverTakenHoldsUpNoOther() throws Exception {
    List<Notice> alerts = Drive.alerts(0, 30);
    aws.buses().refuse(of("f5"), "InternalFailure", Inbox.Fault.SERVICE, Integer.MAX_VALUE);

    List<DeadLetter> dead = Drive.to(events(), alerts);

    assertThat(dead).extracting(each -> each.message().id()).containsExactly(alerts.get(5).id());
    assertThat(dead).extracting(DeadLetter::reason).doesNotContain(DeadLetter.Reason.REFUSED);
    assertThat(ids(aws.buses())).hasSize(29).doesNotContain(alerts.get(5).id());
  }

  @Test
  void nothingIsLostWhileAServiceIsDownForTenMinutes() throws Exception {
    for (AlertSink sink : List.of(sns("alerts"), events())) {
      aws.knobs().failRegion(REGION);
      assertThat(
              Drive.to(
                  sink,
                  Drive.alerts(0, 50),
                  elapsed -> {
                    if (elapsed.compareTo(Duration.ofMinutes(10)) > 0) {
                      aws.knobs().repairRegion(REGION);
                    }
                  }))
          .isEmpty();
    }

    assertThat(aws.topics().taken()).hasSize(50);
    assertThat(aws.buses().taken()).hasSize(50);
  }

  @Test
  void nothingIsLostWhileAServiceThrottles() throws Exception {
    aws.knobs().throttle("sns:PublishBatch", 9).throttle("events:PutEvents", 9);

    assertThat(Drive.to(sns("alerts"), Drive.alerts(0, 30))).isEmpty();
    assertThat(Drive.to(events(), Drive.alerts(0, 30))).isEmpty();

    assertThat(aws.topics().taken()).hasSize(30);
    assertThat(aws.buses().taken()).hasSize(30);
  }

  @Test
  void whatIsTooLargeIsCutAndSaysWhereTheWholeIs() throws Exception {
    String huge = "\u00e4".repeat(200_000);
    List<Notice> alerts = new ArrayList<>();

    for (int i = 0; i < 12; i++) {
      alerts.add(
          Drive.alert(
              Rows.finding("f" + i, 8)
                  .with(FindingColumn.DESCRIPTION, huge)
                  .with(
                      FindingColumn.FINDING_JSON,
                      "{\"description\":\"%s\"}".formatted(huge).getBytes(StandardCharsets.UTF_8))
                  .row()));
    }

    for (Payload payload : Payload.values()) {
      SinkWish.Sns wish = new SinkWish.Sns(topic("alerts"), payload, Drive.USUAL);
      assertThat(Drive.to(new SnsSink(wish), alerts)).isEmpty();
    }

    assertThat(aws.topics().taken())
        .hasSize(36)
        .allSatisfy(
            taken ->
                assertThat(JSON.readTree(taken.body()).at("/finding/source_uri").asText())
                    .isEqualTo("s3://export/object"));
  }

  @Test
  void anEventSaysWhereItComesFromAndIsOfTheFormThatIsAskedFor() throws Exception {
    SinkWish.EventBridge wish =
        new SinkWish.EventBridge("security", "soc.alerts", Payload.OCSF, Drive.USUAL);

    assertThat(Drive.to(new EventBridgeSink(wish), Drive.alerts(0, 1))).isEmpty();

    Received taken = aws.buses().taken().get(0);
    assertThat(taken.destination()).isEqualTo("security");
    assertThat(taken.attributes())
        .containsEntry("Source", "soc.alerts")
        .containsEntry("DetailType", "Guardlake Alert");
    assertThat(JSON.readTree(taken.body()).at("/class_uid").asInt()).isEqualTo(2004);
  }

  private SnsSink sns(String name) {
    return new SnsSink(new SinkWish.Sns(topic(name), Payload.ALERT, Drive.USUAL));
  }

  private String topic(String name) {
    try (SnsClient client = SnsClient.create()) {
      return client.createTopic(request -> request.name(name)).topicArn();
    }
  }

  private static EventBridgeSink events() {
    return new EventBridgeSink(
        new SinkWish.EventBridge("security", "guardlake", Payload.ALERT, Drive.USUAL));
  }

  private static Predicate<String> of(String finding) {
    return body -> body.contains("\"finding_id\":\"%s\"".formatted(finding));
  }

  private static List<String> ids(Inbox inbox) throws IOException {
    List<String> ids = new ArrayList<>();

    for (Received taken : inbox.taken()) {
      ids.add(JSON.readTree(taken.body()).at("/alert_id").asText());
    }

    return ids;
  }

  private void set(String name, String value) {
    before.putIfAbsent(name, System.getProperty(name));
    System.setProperty(name, value);
  }
}
