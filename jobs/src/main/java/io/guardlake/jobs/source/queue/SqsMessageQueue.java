package io.guardlake.jobs.source.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A queue of Amazon SQS, or of a server that speaks SQS. */
public final class SqsMessageQueue implements MessageQueue {
  private final QueueUrl url;
  private final SqsClient client;

  /** Takes the client over, and closes it. */
  public SqsMessageQueue(QueueUrl url, SqsClient client) {
    this.url = url;
    this.client = client;
  }

  @Override
  public List<QueueMessage> receive(Duration wait, Duration visibility) throws QueueException {
    try {
      return client
          .receiveMessage(
              request ->
                  request
                      .queueUrl(url.text())
                      .maxNumberOfMessages(BATCH)
                      .waitTimeSeconds(seconds(wait))
                      .visibilityTimeout(seconds(visibility)))
          .messages()
          .stream()
          .map(m -> new QueueMessage(m.messageId(), m.receiptHandle(), m.body()))
          .toList();
    } catch (SdkException e) {
      throw SqsErrors.of(url, "received from", "sqs:ReceiveMessage", e);
    }
  }

  @Override
  public List<HandleOutcome> delete(List<String> handles) throws QueueException {
    List<DeleteMessageBatchRequestEntry> entries =
        IntStream.range(0, handles.size())
            .mapToObj(
                i ->
                    DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .receiptHandle(handles.get(i))
                        .build())
            .toList();

    try {
      return outcomes(
          handles.size(),
          client
              .deleteMessageBatch(request -> request.queueUrl(url.text()).entries(entries))
              .failed());
    } catch (SdkException e) {
      throw SqsErrors.of(url, "deleted from", "sqs:DeleteMessage", e);
    }
  }

  @Override
  public List<HandleOutcome> extend(List<String> handles, Duration visibility)
      throws QueueException {
    List<ChangeMessageVisibilityBatchRequestEntry> entries =
        IntStream.range(0, handles.size())
            .mapToObj(
                i ->
                    ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .receiptHandle(handles.get(i))
                        .visibilityTimeout(seconds(visibility))
                        .build())
            .toList();

    try {
      return outcomes(
          handles.size(),
          client
              .changeMessageVisibilityBatch(
                  request -> request.queueUrl(url.text()).entries(entries))
              .failed());
    } catch (SdkException e) {
      throw SqsErrors.of(url, "kept hidden in", "sqs:ChangeMessageVisibility", e);
    }
  }

  @Override
  public QueueDepth depth() throws QueueException {
    try {
      Map<QueueAttributeName, String> attributes =
          client
              .getQueueAttributes(
                  request ->
                      request
                          .queueUrl(url.text())
                          .attributeNames(
                              QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                              QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
              .attributes();
      return new QueueDepth(
          number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
          number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
    } catch (SdkException e) {
      throw SqsErrors.of(url, "counted in", "sqs:GetQueueAttributes", e);
    }
  }

  private static long number(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
    return Long.parseLong(attributes.getOrDefault(name, "0"));
  }

  /** An entry's id is its place in the request. */
  private static List<HandleOutcome> outcomes(int size, List<BatchResultErrorEntry> failed) {
    List<HandleOutcome> outcomes = new ArrayList<>(Collections.nCopies(size, HandleOutcome.DONE));

    for (BatchResultErrorEntry entry : failed) {
      outcomes.set(Integer.parseInt(entry.id()), SqsErrors.ofEntry(entry));
    }

    return List.copyOf(outcomes);
  }

  private static int seconds(Duration duration) {
    return Math.toIntExact(duration.toSeconds());
  }

  @Override
  public void close() {
    client.close();
  }
}
