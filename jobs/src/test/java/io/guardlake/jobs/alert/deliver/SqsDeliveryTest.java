package io.guardlake.jobs.alert.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guardlake.jobs.alert.Rows;
import io.guardlake.jobs.alert.aws.SqsSink;
import io.guardlake.jobs.alert.notice.Notice;
import io.guardlake.jobs.alert.rule.Payload;
import io.guardlake.jobs.alert.rule.SinkWish;
import io.guardlake.jobs.source.LocalAws;
import io.guardlake.sandbox.sqs.QueueSettings;
import io.guardlake.schemas.finding.FindingColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** SQS, by ElasticMQ with SQS's own limits. */
class SqsDeliveryTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static LocalAws aws;

  @BeforeAll
  static void start() {
    aws = LocalAws.start();
  }

  @AfterAll
  static void stop() {
    aws.close();
  }

  @Test
  void theQueueGetsEachAlertOnceWithItsAttributes() throws Exception {
    String queue = aws.createQueue(QueueSettings.named("alerts"));
    List<Notice> alerts = Drive.alerts(0, 25);

    assertThat(Drive.to(sink(queue), alerts)).isEmpty();

    List<Message> received = receive(queue, 25);
    assertThat(received.stream().map(SqsDeliveryTest::id))
        .containsExactlyInAnyOrderElementsOf(Drive.ids(alerts));
    assertThat(received)
        .allSatisfy(
            message ->
                assertThat(message.messageAttributes().get("alertId").stringValue())
                    .isEqualTo(id(message)));
  }

  @Test
  void aFifoQueuesGroupIsTheIncidentAndARepeatedAlertIsDropped() throws Exception {
    String queue = aws.createQueue(QueueSettings.named("alerts.fifo"));
    List<Notice> alerts = Drive.alerts(0, 5);

    assertThat(Drive.to(sink(queue), alerts)).isEmpty();
    assertThat(Drive.to(sink(queue), alerts)).isEmpty();

    List<Message> received = receive(queue, 5);
    assertThat(received.stream().map(SqsDeliveryTest::id))
        .containsExactlyInAnyOrderElementsOf(Drive.ids(alerts));
    assertThat(received.stream().map(SqsDeliveryTest::group))
        .containsExactlyInAnyOrderElementsOf(alerts.stream().map(Notice::incidentKey).toList());
  }

  @Test
  void aQueueThatIsNotThereYetLosesNothing() throws Exception {
    String url = aws.createQueue(QueueSettings.named("first"));
    String later = url.replace("/first", "/later");
    List<Notice> alerts = Drive.alerts(0, 12);

    List<DeadLetter> dead =
        Drive.to(
            sink(later),
            alerts,
            elapsed -> {
              if (elapsed.toMinutes() >= 10) {
                aws.createQueue(QueueSettings.named("later"));
              }
            });

    assertThat(dead).isEmpty();
    assertThat(receive(later, 12)).hasSize(12);
  }

  @Test
  void largeAlertsFitIntoWhatARequestMayHold() throws Exception {
    String queue = aws.createQueue(QueueSettings.named("large"));
    List<Notice> alerts = new ArrayList<>();

    for (int i = 0; i < 12; i++) {
      alerts.add(
          Drive.alert(
              Rows.finding("f" + i, 8)
                  .with(
                      FindingColumn.ALL_DOMAINS,
                      Stream.generate(() -> "d".repeat(4_000)).limit(500).toList())
                  .row()));
    }

    assertThat(Drive.to(sink(queue), alerts)).isEmpty();
    assertThat(receive(queue, 12)).hasSize(12);
  }

  private static SqsSink sink(String queue) {
    return new SqsSink(new SinkWish.Sqs(queue, Payload.ALERT, Drive.USUAL));
  }

  private static List<Message> receive(String queue, int count) {
    List<Message> all = new ArrayList<>();

    for (int i = 0; i < 10 * count && all.size() < count; i++) {
      List<Message> some =
          aws.sqs()
              .receiveMessage(
                  request ->
                      request
                          .queueUrl(queue)
                          .maxNumberOfMessages(10)
                          .waitTimeSeconds(1)
                          .messageAttributeNames("All")
                          .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
              .messages();
      some.forEach(
          message ->
              aws.sqs()
                  .deleteMessage(
                      request -> request.queueUrl(queue).receiptHandle(message.receiptHandle())));
      all.addAll(some);
    }

    assertThat(aws.messages(queue)).as("left in the queue").isZero();
    return all;
  }

  private static String id(Message message) {
    try {
      return JSON.readTree(message.body()).at("/alert_id").asText();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON", e);
    }
  }

  private static String group(Message message) {
    return message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID);
  }
}
