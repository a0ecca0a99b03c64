package io.guardlake.jobs.alert.rule;

import java.io.Serializable;
import java.util.List;

/** A sink as the rules file describes it. */
public sealed interface SinkWish extends Serializable {
  DeliveryWish delivery();

  /** Lines on standard output, for trying things out. */
  record StandardOutput(DeliveryWish delivery) implements SinkWish {}

  /** A topic; of a topic that ends in .fifo the group is the incident. */
  record Sns(String topicArn, Payload payload, DeliveryWish delivery) implements SinkWish {}

  /** A queue; of a queue that ends in .fifo the group is the incident. */
  record Sqs(String queueUrl, Payload payload, DeliveryWish delivery) implements SinkWish {}

  /**
   * A bus.
   *
   * @param bus its name or ARN
   * @param source what events say they come from
   */
  record EventBridge(String bus, String source, Payload payload, DeliveryWish delivery)
      implements SinkWish {}

  /**
   * A Kafka topic.
   *
   * @param bootstrap brokers as HOST:PORT, with commas between them
   * @param transactions what the ids of its transactions begin with, which makes it exactly once;
   *     null: at least once
   * @param login null: none
   * @param certificates a PEM file of the authorities that brokers' certificates are of; null:
   *     those of the Java runtime
   * @param plain whether it goes without TLS
   */
  record Kafka(
      String bootstrap,
      String topic,
      String transactions,
      Login login,
      String certificates,
      boolean plain,
      Payload payload,
      DeliveryWish delivery)
      implements SinkWish {
    /** How a client says who it is. */
    public record Login(Mechanism mechanism, String user, SecretReference password)
        implements Serializable {}

    /** The mechanisms of SASL that take a name and a password. */
    public enum Mechanism {
      PLAIN("PLAIN", "plain.PlainLoginModule"),
      SCRAM_SHA_256("SCRAM-SHA-256", "scram.ScramLoginModule"),
      SCRAM_SHA_512("SCRAM-SHA-512", "scram.ScramLoginModule");

      private final String kafkaName;
      private final String module;

      Mechanism(String kafkaName, String module) {
        this.kafkaName = kafkaName;
        this.module = module;
      }

      /** As Kafka spells it. */
      public String kafkaName() {
        return kafkaName;
      }

      /** The class of Kafka's that logs in. */
      public String module() {
        return "org.apache.kafka.common.security." + module;
      }
    }
  }

  /**
   * Any HTTPS server.
   *
   * @param url where it is; it may hold a token
   * @param keys what requests are signed with, the newest first; at most two
   */
  record Webhook(
      SecretReference url,
      List<SecretReference> keys,
      HttpWish http,
      Payload payload,
      DeliveryWish delivery)
      implements SinkWish {
    public Webhook {
      keys = List.copyOf(keys);
    }
  }

  /** An incoming webhook of Slack. */
  record Slack(SecretReference url, HttpWish http, DeliveryWish delivery) implements SinkWish {}

  /** A webhook of Microsoft Teams Workflows. */
  record Teams(SecretReference url, HttpWish http, DeliveryWish delivery) implements SinkWish {}

  /** PagerDuty's Events API v2. */
  record PagerDuty(SecretReference routingKey, String url, HttpWish http, DeliveryWish delivery)
      implements SinkWish {}
}
