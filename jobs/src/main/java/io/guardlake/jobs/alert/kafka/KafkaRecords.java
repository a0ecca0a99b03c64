package io.guardlake.jobs.alert.kafka;

import io.guardlake.jobs.alert.deliver.Message;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Messages as records: the incident is the key, so that all about one finding keeps its order in
 * one partition; the attributes are headers.
 */
final class KafkaRecords {
  private KafkaRecords() {}

  static ProducerRecord<byte[], byte[]> of(String topic, Message message) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, bytes(message.incidentKey()), message.body());
    new TreeMap<>(message.attributes())
        .forEach((name, value) -> record.headers().add(name, bytes(value)));
    return record;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
