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
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;

/**
 * Publishes to an SNS topic. A request takes 10 messages of 256 KiB together (SNS API Reference,
 * PublishBatch), attributes included.
 */
public record SnsSink(SinkWish.Sns wish) implements AlertSink {
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
    SnsClient sns =
        AwsClients.prepare(SnsClient.builder(), AwsClients.ofArn(wish.topicArn()), wish.delivery())
            .build();
    return new Client(wish, sns);
  }

  private static final class Client extends BlockingAlertClient {
    private final SinkWish.Sns wish;
    private final SnsClient sns;

    Client(SinkWish.Sns wish, SnsClient sns) {
      super(wish.delivery().inFlight());
      this.wish = wish;
      this.sns = sns;
    }

    @Override
    protected List<Outcome> deliver(List<Message> messages) {
      return AwsAnswers.of(messages, () -> publish(messages));
    }

    @Override
    public void close() {
      super.close();
      sns.close();
    }

    private List<Outcome> publish(List<Message> messages) {
      List<PublishBatchRequestEntry> entries = AwsAnswers.entries(messages, this::entry);
      PublishBatchResponse response =
          sns.publishBatch(
              request -> request.topicArn(wish.topicArn()).publishBatchRequestEntries(entries));
      return AwsAnswers.of(
          messages,
          AwsAnswers.failures(
              response.failed(),
              BatchResultErrorEntry::id,
              BatchResultErrorEntry::code,
              BatchResultErrorEntry::senderFault));
    }

    private PublishBatchRequestEntry entry(String place, Message message) {
      PublishBatchRequestEntry.Builder entry =
          PublishBatchRequestEntry.builder()
              .id(place)
              .message(new String(message.body(), StandardCharsets.UTF_8))
              .messageAttributes(AwsAnswers.attributes(message, Client::text));

      if (wish.topicArn().endsWith(AwsLimits.FIFO)) {
        entry.messageGroupId(message.incidentKey()).messageDeduplicationId(message.id());
      }

      return entry.build();
    }

    private static MessageAttributeValue text(String value) {
      return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
    }
  }
}
