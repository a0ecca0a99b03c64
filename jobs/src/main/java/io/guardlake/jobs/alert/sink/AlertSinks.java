package io.guardlake.jobs.alert.sink;

import io.guardlake.jobs.alert.aws.EventBridgeSink;
import io.guardlake.jobs.alert.aws.SnsSink;
import io.guardlake.jobs.alert.aws.SqsSink;
import io.guardlake.jobs.alert.deliver.AlertSink;
import io.guardlake.jobs.alert.http.HttpSinks;
import io.guardlake.jobs.alert.http.HttpSinks.Chat.ChatFormat;
import io.guardlake.jobs.alert.kafka.KafkaAlertSink;
import io.guardlake.jobs.alert.rule.SinkWish;

/** Finds the sink that a rules file asks for. */
public final class AlertSinks {
  private AlertSinks() {}

  public static AlertSink of(SinkWish wish) {
    if (wish instanceof SinkWish.StandardOutput output) {
      return new StandardOutputSink(output);
    }

    if (wish instanceof SinkWish.Sns sns) {
      return new SnsSink(sns);
    }

    if (wish instanceof SinkWish.Sqs sqs) {
      return new SqsSink(sqs);
    }

    if (wish instanceof SinkWish.EventBridge events) {
      return new EventBridgeSink(events);
    }

    if (wish instanceof SinkWish.Kafka kafka) {
      return new KafkaAlertSink(kafka);
    }

    if (wish instanceof SinkWish.Webhook webhook) {
      return new HttpSinks.Webhook(webhook);
    }

    if (wish instanceof SinkWish.Slack slack) {
      return new HttpSinks.Chat(slack.url(), slack.http(), slack.delivery(), ChatFormat.SLACK);
    }

    if (wish instanceof SinkWish.Teams teams) {
      return new HttpSinks.Chat(teams.url(), teams.http(), teams.delivery(), ChatFormat.TEAMS);
    }

    if (wish instanceof SinkWish.PagerDuty pager) {
      return new HttpSinks.PagerDuty(pager);
    }

    throw new IllegalStateException("no sink is known for " + wish.getClass());
  }
}
