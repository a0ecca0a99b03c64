package io.guardlake.jobs.alert.kafka;

import io.guardlake.jobs.alert.rule.SinkWish;
import java.util.Properties;

/** The settings of a producer. They hold references to secrets and no secret. */
final class KafkaSettings {
  /**
   * A record that the broker took is one of a topic's minimum of replicas, whatever is sent twice
   * on the way.
   */
  private static final String ALL = "all";

  private KafkaSettings() {}

  /** What producers of either guarantee are made with, but for their serializers. */
  static Properties of(SinkWish.Kafka wish) {
    Properties settings = new Properties();
    settings.setProperty("bootstrap.servers", wish.bootstrap());
    settings.setProperty("client.id", "guardlake-alerts");
    settings.setProperty("acks", ALL);
    settings.setProperty("enable.idempotence", "true");
    settings.setProperty("compression.type", "zstd");
    settings.setProperty("config.providers", SecretsOfKafka.NAME);
    settings.setProperty(
        "config.providers." + SecretsOfKafka.NAME + ".class", SecretsOfKafka.class.getName());
    security(wish, settings);
    return settings;
  }

  private static void security(SinkWish.Kafka wish, Properties settings) {
    String transport = wish.plain() ? "PLAINTEXT" : "SSL";

    if (wish.certificates() != null) {
      settings.setProperty("ssl.truststore.type", "PEM");
      settings.setProperty("ssl.truststore.location", wish.certificates());
    }

    if (wish.login() == null) {
      settings.setProperty("security.protocol", transport);
      return;
    }

    SinkWish.Kafka.Login login = wish.login();
    settings.setProperty("security.protocol", "SASL_" + transport);
    settings.setProperty("sasl.mechanism", login.mechanism().kafkaName());
    settings.setProperty(
        "sasl.jaas.config",
        "%s required username=\"%s\" password=\"%s\";"
            .formatted(
                login.mechanism().module(),
                login.user(),
                SecretsOfKafka.reference(login.password())));
  }
}
