package io.guardlake.jobs.alert.aws;

import io.guardlake.jobs.alert.deliver.AlertClient;
import io.guardlake.jobs.alert.deliver.AlertSink;
import io.guardlake.jobs.alert.deliver.BatchLimits;
import io.guardlake.jobs.alert.deliver.BlockingAlertClient;
import io.guardlake.jobs.alert.deliver.Message;
import io.guardlake.jobs.alert.deliver.Outcome;
import io.guardlake.jobs.alert.notice.Notice;
import io.guardlake.jobs.alert.payload.Messages;
import io.guardlake.jobs.alert.rule.DeliveryWish;
import io.guardlake.jobs.alert.rule.SinkWish;
import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * Sends to an SQS queue. A request takes 10 messages of 256 KiB together (SQS API Reference,
 * SendMessageBatch), attributes included.
 */
public record SqsSink(SinkWish.Sqs wish) implements AlertSink {
  private static final long serialVersionUID = 1;

  @Override
  public DeliveryWish delivery() {
    return wish.delivery();
  }

  @Override
  public BatchLimits limits() {
    return AwsLimits.BATCH;
  }

  @Override
  public Message message(Notice notice) {
    return Messages.json(notice, wish.payload(), AwsLimits.MESSAGE_BYTES);
  }

  @Override
  public AlertClient open() {
    SqsClient sqs =
        AwsClients.prepare(
                SqsClient.builder(), AwsClients.ofQueue(wish.queueUrl()), wish.delivery())
            .build();
    return new Client(wish, sqs);
  }

  private static final class Client extends BlockingAlertClient {
    private final SinkWish.Sqs wish;
    private final SqsClient sqs;

    Client(SinkWish.Sqs wish, SqsClient sqs) {
      super(wish.delivery().inFlight());
      this.wish = wish;
      this.sqs = sqs;
    }

    @Override
    protected List<Outcome> deliver(List<Message> messages) {
      return AwsAnswers.of(messages, () -> sendAll(messages));
    }

    @Override
    public void close() {
      super.close();
      sqs.close();
    }

    private List<Outcome> sendAll(List<Message> messages) {
      List<SendMessageBatchRequestEntry> entries = AwsAnswers.entries(messages, this::entry);
      SendMessageBatchResponse response =
          sqs.sendMessageBatch(request -> request.queueUrl(wish.queueUrl()).entries(entries));
      return AwsAnswers.of(
          messages,
          AwsAnswers.failures(
              response.failed(),
              BatchResultErrorEntry::id,
              BatchResultErrorEntry::code,
              BatchResultErrorEntry::senderFault));
    }

    private SendMessageBatchRequestEntry entry(String place, Message message) {
      SendMessageBatchRequestEntry.Builder entry =
          SendMessageBatchRequestEntry.builder()
              .id(place)
              .messageBody(new String(message.body(), StandardCharsets.UTF_8))
              .messageAttributes(AwsAnswers.attributes(message, Client::text));

      if (wish.queueUrl().endsWith(AwsLimits.FIFO)) {
        entry.messageGroupId(message.incidentKey()).messageDeduplicationId(message.id());
      }

      return entry.build();
    }

    private static MessageAttributeValue text(String value) {
      return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
    }
  }
}
