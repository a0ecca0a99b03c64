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
