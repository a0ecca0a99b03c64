package io.guardlake.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.sandbox.sqs.QueueSettings;
import io.guardlake.sandbox.sqs.SandboxSqs;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SqsException;

final class SqsFaultsTest {
  private static final AtomicInteger QUEUES = new AtomicInteger();

  private static SandboxSqs sqs;

  private FaultProxy proxy;
  private SqsClient client;
  private String name;
  private String queue;

  @BeforeAll
  static void startServer() {
    sqs = SandboxSqs.start();
  }

  @AfterAll
  static void stopServer() {
    sqs.close();
  }

  @BeforeEach
  void startProxy() {
    proxy = FaultProxy.inFrontOf(sqs, 3);
    client = Clients.sqs(proxy.address());
    name = "queue-" + QUEUES.incrementAndGet();
    sqs.createQueue(QueueSettings.named(name).hidingFor(Duration.ofSeconds(2)));
    queue = client.getQueueUrl(request -> request.queueName(name)).queueUrl();
  }

  @AfterEach
  void stopProxy() {
    client.close();
    proxy.close();
  }

  @Test
  void countsRequestsByOperationAndQueue() {
    send("one");
    Message message = receive().get(0);
    client.changeMessageVisibility(
        request ->
            request.queueUrl(queue).receiptHandle(message.receiptHandle()).visibilityTimeout(100));
    client.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));

    assertThat(queue).startsWith(proxy.endpoint().toString());
    assertThat(proxy.requests().of(Operation.SEND_MESSAGE)).isEqualTo(1);
    assertThat(proxy.requests().of(Operation.RECEIVE_MESSAGE)).isEqualTo(1);
    assertThat(proxy.requests().of(Operation.CHANGE_MESSAGE_VISIBILITY)).isEqualTo(1);
    assertThat(proxy.requests().of(Operation.DELETE_MESSAGE)).isEqualTo(1);
  }

  @Test
  void throttlesOneQueueAlone() {
    proxy.apply(FaultRule.on(SqsErrors.throttled(), Operation.RECEIVE_MESSAGE).keys(name).times(1));
    proxy.apply(FaultRule.on(SqsErrors.noSuchQueue()).keys("another"));

    assertThatThrownBy(this::receive)
        .isInstanceOfSatisfying(
            SqsException.class,
            refusal -> {
              assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("RequestThrottled");
              assertThat(refusal.isThrottlingException()).isTrue();
            });
    assertThat(receive()).isEmpty();
  }

  @Test
  void refusesExpiredReceiptHandles() {
    send("one");
    String handle = receive().get(0).receiptHandle();
    proxy.apply(
        FaultRule.on(SqsErrors.receiptHandleExpired(handle), Operation.DELETE_MESSAGE).times(1));

    assertThatThrownBy(
            () -> client.deleteMessage(request -> request.queueUrl(queue).receiptHandle(handle)))
        .isInstanceOf(SqsException.class)
        .hasMessageContaining("The receipt handle has expired");
  }

  @Test
  void failsSomeEntriesOfABatchAndDeletesTheOthers() {
    IntStream.range(0, 10).forEach(i -> send("m" + i));
    List<Message> messages = receive();
    assertThat(messages).hasSize(10);
    proxy.apply(
        FaultRule.on(SqsErrors.receiptHandlesExpired(0.5), Operation.DELETE_MESSAGE_BATCH)
            .times(1));

    DeleteMessageBatchResponse answer = delete(messages);

    assertThat(answer.failed()).isNotEmpty().hasSizeLessThan(10);
    assertThat(answer.successful()).hasSize(10 - answer.failed().size());
    assertThat(answer.failed())
        .allSatisfy(
            entry -> {
              assertThat(entry.code()).isEqualTo("InvalidParameterValue");
              assertThat(entry.senderFault()).isTrue();
              assertThat(entry.message()).contains("has expired");
            });
    List<String> left =
        answer.failed().stream()
            .map(BatchResultErrorEntry::id)
            .map(id -> messages.get(Integer.parseInt(id)).body())
            .toList();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(receive())
                    .extracting(Message::body)
                    .containsExactlyInAnyOrderElementsOf(left));
  }

  @Test
  void failsAllEntriesOfABatchWithoutAskingTheServer() {
    send("one");
    List<Message> messages = receive();
    proxy.apply(FaultRule.on(SqsErrors.entriesFailed(1), Operation.DELETE_MESSAGE_BATCH));

    DeleteMessageBatchResponse answer = delete(messages);

    assertThat(answer.successful()).isEmpty();
    assertThat(answer.failed()).extracting(BatchResultErrorEntry::senderFault).containsOnly(false);
  }

  @Test
  void losesAReceiveSoThatItsMessagesComeBackLater() {
    send("one");
    proxy.apply(FaultRule.on(new Fault.LostAnswer(), Operation.RECEIVE_MESSAGE).times(1));

    assertThatThrownBy(this::receive).isInstanceOf(SdkClientException.class);
    assertThat(receive()).isEmpty();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(receive()).extracting(Message::body).containsExactly("one"));
  }

  @Test
  void longPollingPasses() {
    assertThat(
            client.receiveMessage(request -> request.queueUrl(queue).waitTimeSeconds(1)).messages())
        .isEmpty();
  }

  private void send(String body) {
    client.sendMessage(request -> request.queueUrl(queue).messageBody(body));
  }

  private List<Message> receive() {
    return client
        .receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(10))
        .messages();
  }

  private DeleteMessageBatchResponse delete(List<Message> messages) {
    List<DeleteMessageBatchRequestEntry> entries =
        IntStream.range(0, messages.size())
            .mapToObj(
                i ->
                    DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .receiptHandle(messages.get(i).receiptHandle())
                        .build())
            .toList();
    return client.deleteMessageBatch(request -> request.queueUrl(queue).entries(entries));
  }
}
