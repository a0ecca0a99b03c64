package io.guardlake.setup.aws;

import io.guardlake.setup.world.QueueNotification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.FilterRuleName;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.NotificationConfigurationFilter;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;

/**
 * A bucket's notifications between S3's form and ours. Those to topics and functions count as well,
 * because S3 lets nothing else tell of the same objects.
 */
final class Notifications {
  private static final String CREATED = "s3:objectcreated";

  private Notifications() {}

  static List<QueueNotification> read(GetBucketNotificationConfigurationResponse answer) {
    List<QueueNotification> all = new ArrayList<>();
    answer
        .queueConfigurations()
        .forEach(
            each -> add(all, each.id(), each.queueArn(), each.eventsAsStrings(), each.filter()));
    answer
        .topicConfigurations()
        .forEach(
            each -> add(all, each.id(), each.topicArn(), each.eventsAsStrings(), each.filter()));
    answer
        .lambdaFunctionConfigurations()
        .forEach(
            each ->
                add(
                    all,
                    each.id(),
                    each.lambdaFunctionArn(),
                    each.eventsAsStrings(),
                    each.filter()));
    return all;
  }

  private static void add(
      List<QueueNotification> all,
      String id,
      String arn,
      List<String> events,
      NotificationConfigurationFilter filter) {
    boolean ofNewObjects =
        events.stream().anyMatch(event -> event.toLowerCase(Locale.ROOT).startsWith(CREATED));

    if (ofNewObjects) {
      all.add(new QueueNotification(id == null ? "" : id, arn, prefix(filter)));
    }
  }

  private static String prefix(NotificationConfigurationFilter filter) {
    if (filter == null || filter.key() == null) {
      return "";
    }

    return filter.key().filterRules().stream()
        .filter(rule -> rule.name() == FilterRuleName.PREFIX)
        .map(FilterRule::value)
        .findFirst()
        .orElse("");
  }

  /** All that is there, with one queue's of this id taken away. */
  static NotificationConfiguration without(
      GetBucketNotificationConfigurationResponse answer, String id) {
    return configuration(answer, queues(answer, id));
  }

  /** All that is there, with one queue's put in place of any of its id. */
  static NotificationConfiguration with(
      GetBucketNotificationConfigurationResponse answer, QueueNotification notification) {
    List<QueueConfiguration> queues = queues(answer, notification.id());
    queues.add(
        QueueConfiguration.builder()
            .id(notification.id())
            .queueArn(notification.queueArn())
            .events(Event.S3_OBJECT_CREATED)
            .filter(
                filter ->
                    filter.key(
                        key ->
                            key.filterRules(
                                FilterRule.builder()
                                    .name(FilterRuleName.PREFIX)
                                    .value(notification.prefix())
                                    .build())))
            .build());
    return configuration(answer, queues);
  }

  private static List<QueueConfiguration> queues(
      GetBucketNotificationConfigurationResponse answer, String id) {
    List<QueueConfiguration> queues = new ArrayList<>(answer.queueConfigurations());
    queues.removeIf(each -> id.equals(each.id()));
    return queues;
  }

  private static NotificationConfiguration configuration(
      GetBucketNotificationConfigurationResponse answer, List<QueueConfiguration> queues) {
    return NotificationConfiguration.builder()
        .queueConfigurations(queues)
        .topicConfigurations(answer.topicConfigurations())
        .lambdaFunctionConfigurations(answer.lambdaFunctionConfigurations())
        .eventBridgeConfiguration(answer.eventBridgeConfiguration())
        .build();
  }
}
