package io.guardlake.sandbox.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.sandbox.server.SandboxException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SqsException;

final class SandboxSqsTest {
  private static SandboxSqs sqs;

  @BeforeAll
  static void start() {
    sqs = SandboxSqs.start();
  }

  @AfterAll
  static void stop() {
    sqs.close();
  }

  @Test
  void hidesAReceivedMessageUntilItIsDeleted() {
    String queue = sqs.createQueue("plain");
    sqs.client().sendMessage(request -> request.queueUrl(queue).messageBody("one"));

    List<Message> first = receive(queue);
    assertThat(first).extracting(Message::body).containsExactly("one");
    assertThat(receive(queue)).isEmpty();

    sqs.client()
        .deleteMessageBatch(
            request ->
                request
                    .queueUrl(queue)
                    .entries(
                        DeleteMessageBatchRequestEntry.builder()
                            .id("0")
                            .receiptHandle(first.get(0).receiptHandle())
                            .build()));
    assertThat(receive(queue)).isEmpty();
  }

  @Test
  void deliversAgainOnceTheVisibilityTimeoutIsOver() {
    String queue = sqs.createQueue(QueueSettings.named("short").hidingFor(Duration.ofSeconds(1)));
    sqs.client().sendMessage(request -> request.queueUrl(queue).messageBody("one"));

    String firstHandle = receive(queue).get(0).receiptHandle();

    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(receive(queue))
                    .extracting(Message::receiptHandle)
                    .isNotEmpty()
                    .doesNotContain(firstHandle));
  }

  @Test
  void movesWhatIsReceivedTooOftenToTheDeadLetters() {
    String dead = sqs.createQueue("dead");
    String queue =
        sqs.createQueue(
            QueueSettings.named("redriven").hidingFor(Duration.ZERO).redrivingTo("dead", 2));
    sqs.client().sendMessage(request -> request.queueUrl(queue).messageBody("poison"));

    assertThat(receive(queue)).hasSize(1);
    assertThat(receive(queue)).hasSize(1);
    assertThat(receive(queue)).isEmpty();
    assertThat(receive(dead)).extracting(Message::body).containsExactly("poison");
  }

  @Test
  void keepsTheOrderOfAFifoQueue() {
    String queue = sqs.createQueue("ordered.fifo");

    for (String body : List.of("one", "two", "three")) {
      sqs.client()
          .sendMessage(
              request ->
                  request
                      .queueUrl(queue)
                      .messageBody(body)
                      .messageGroupId("group")
                      .messageDeduplicationId(body));
    }

    assertThat(receive(queue)).extracting(Message::body).containsExactly("one", "two", "three");
  }

  @Test
  void holdsToTheLimitsOfSqs() {
    String queue = sqs.createQueue("limits");

    assertThatThrownBy(
            () ->
                sqs.client()
                    .receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(11)))
        .isInstanceOf(SqsException.class);
  }

  @Test
  void namesTheStandardEnvironment() {
    assertThat(sqs.environment())
        .containsEntry("AWS_ENDPOINT_URL_SQS", sqs.endpoint().toString())
        .containsEntry("AWS_ACCESS_KEY_ID", sqs.accessKeyId())
        .containsEntry("AWS_REGION", "us-east-1");
  }

  @Test
  void saysWhatElasticMqPrintedWhenThePortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      SandboxSqsSettings settings = SandboxSqsSettings.defaults().onPort(taken.getLocalPort());

      assertThatThrownBy(() -> SandboxSqs.start(settings))
          .isInstanceOf(SandboxException.class)
          .hasMessageContaining("ElasticMQ on http://127.0.0.1:" + taken.getLocalPort())
          .hasMessageContaining("ended while starting");
    }
  }

  @Test
  void namesTheFolderThatHasNoJars(@TempDir Path empty) {
    assertThatThrownBy(() -> SandboxSqs.start(SandboxSqsSettings.withLibrary(empty)))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining(empty.toString())
        .hasMessageContaining("infra/sandbox/elasticmq");
  }

  private static List<Message> receive(String queue) {
    return sqs.client()
        .receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(10))
        .messages();
  }
}
