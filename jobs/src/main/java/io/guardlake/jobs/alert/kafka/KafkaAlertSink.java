package io.guardlake.jobs.alert.kafka;

import io.guardlake.jobs.alert.deliver.AlertClient;
import io.guardlake.jobs.alert.deliver.AlertSink;
import io.guardlake.jobs.alert.deliver.BatchLimits;
import io.guardlake.jobs.alert.deliver.Message;
import io.guardlake.jobs.alert.notice.Notice;
import io.guardlake.jobs.alert.payload.Messages;
import io.guardlake.jobs.alert.rule.DeliveryWish;
import io.guardlake.jobs.alert.rule.SinkWish;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends to a Kafka topic, at least once: nothing waits for a checkpoint, and no checkpoint waits
 * for a broker.
 */
public record KafkaAlertSink(SinkWish.Kafka wish) implements AlertSink {
  /** Below what brokers take of a record by default, 1 MiB with all that is beside its value. */
  static final int MESSAGE_BYTES = 900_000;

  private static final long serialVersionUID = 1;
  private static final BatchLimits BATCH = new BatchLimits(500, 4 * MESSAGE_BYTES);

  @Override
  public DeliveryWish delivery() {
    return wish.delivery();
  }

  @Override
  public BatchLimits limits() {
    return BATCH;
  }

  @Override
  public Message message(Notice notice) {
    return Messages.json(notice, wish.payload(), MESSAGE_BYTES);
  }

  @Override
  public AlertClient open() {
    Properties settings = KafkaSettings.of(wish);
    // The queue tries again, which knows of all messages; the client alone tries for so long.
    settings.setProperty("delivery.timeout.ms", "15000");
    settings.setProperty("request.timeout.ms", "10000");
    settings.setProperty("max.block.ms", "10000");
    settings.setProperty("linger.ms", "0");
    return new KafkaClient(
        wish.topic(),
        wish.delivery().inFlight(),
        () -> new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
  }
}
