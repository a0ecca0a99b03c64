package io.guardlake.jobs.alert;

import io.guardlake.sandbox.kafka.SandboxKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic of the sandbox's broker from its beginning to its end of now. */
public final class KafkaReader {
  private KafkaReader() {}

  /** What consumers may see. */
  public enum Sees {
    READ_COMMITTED,
    READ_UNCOMMITTED
  }

  public static List<ConsumerRecord<String, String>> all(
      SandboxKafka broker, String password, String topic, Sees sees) {
    Properties settings = new Properties();
    settings.putAll(
        Map.of(
            "bootstrap.servers",
            broker.bootstrap(),
            "security.protocol",
            "SASL_PLAINTEXT",
            "sasl.mechanism",
            "PLAIN",
            "sasl.jaas.config",
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
                .formatted(SandboxKafka.USER, password),
            "isolation.level",
            sees.name().toLowerCase(Locale.ROOT)));

    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic, Duration.ofSeconds(30)).stream()
              .map((PartitionInfo each) -> new TopicPartition(topic, each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<String, String>> records = new ArrayList<>();

      while (partitions.stream()
          .anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }

      return records;
    }
  }
}
