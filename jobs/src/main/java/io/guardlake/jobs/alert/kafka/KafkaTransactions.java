package io.guardlake.jobs.alert.kafka;

import io.guardlake.jobs.alert.notice.Notice;
import io.guardlake.jobs.alert.payload.Messages;
import io.guardlake.jobs.alert.rule.SinkWish;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Flink's own sink of Kafka, for who asks for each alert exactly once. Its price: a record is
 * visible to consumers that read what is committed once the checkpoint after it is complete, and a
 * broker that is down fails the job.
 */
public final class KafkaTransactions {
  /**
   * The longest that brokers grant by default; a job that is down for longer loses what is open.
   */
  private static final String TIMEOUT_MILLIS = "900000";

  private KafkaTransactions() {}

  /** The sink of a wish that has a name for its transactions. */
  public static KafkaSink<Notice> sink(SinkWish.Kafka wish) {
    Properties settings = KafkaSettings.of(wish);
    settings.setProperty("transaction.timeout.ms", TIMEOUT_MILLIS);
    // Whoever makes a client of its own of these settings gives it a name of its own.
    settings.remove("client.id");
    return KafkaSink.<Notice>builder()
        .setBootstrapServers(wish.bootstrap())
        .setKafkaProducerConfig(settings)
        .setRecordSerializer(new Records(wish))
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(wish.transactions())
        .build();
  }

  private record Records(SinkWish.Kafka wish) implements KafkaRecordSerializationSchema<Notice> {
    private static final long serialVersionUID = 1;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        Notice notice, KafkaSinkContext context, Long timestamp) {
      return KafkaRecords.of(
          wish.topic(), Messages.json(notice, wish.payload(), KafkaAlertSink.MESSAGE_BYTES));
    }
  }
}
