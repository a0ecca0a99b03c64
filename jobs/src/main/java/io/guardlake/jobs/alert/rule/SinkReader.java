package io.guardlake.jobs.alert.rule;

import io.guardlake.schemas.yaml.YamlFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one sink. */
final class SinkReader {
  private static final String PAGER_DUTY = "https://events.pagerduty.com/v2/enqueue";

  private SinkReader() {}

  /** The kinds of sinks, as the field {@code type} names them. */
  enum SinkType {
    STDOUT,
    SNS,
    SQS,
    EVENTBRIDGE,
    KAFKA,
    WEBHOOK,
    SLACK,
    TEAMS,
    PAGERDUTY
  }

  static Optional<SinkWish> sink(YamlFields fields) {
    fields.require("type");
    Optional<SinkType> type = fields.choice("type", SinkType.class);
    DeliveryWish delivery =
        fields.nested("delivery", SinkReader::delivery).orElse(DeliveryWish.USUAL);

    // Without a type no other field has a meaning that could be checked.
    return type.flatMap(
        found ->
            switch (found) {
              case STDOUT -> Optional.of(new SinkWish.StandardOutput(delivery));
              case SNS ->
                  fields
                      .required("topicArn", RuleCheck.TOPIC_ARN)
                      .map(arn -> new SinkWish.Sns(arn, payload(fields), delivery));
              case SQS ->
                  fields
                      .required("queueUrl", RuleCheck.URL)
                      .map(url -> new SinkWish.Sqs(url, payload(fields), delivery));
              case EVENTBRIDGE -> eventBridge(fields, delivery);
              case KAFKA -> kafka(fields, delivery);
              case WEBHOOK -> webhook(fields, delivery);
              case SLACK ->
                  secret(fields, "url").map(url -> new SinkWish.Slack(url, http(fields), delivery));
              case TEAMS ->
                  secret(fields, "url").map(url -> new SinkWish.Teams(url, http(fields), delivery));
              case PAGERDUTY -> pagerDuty(fields, delivery);
            });
  }

  private static Optional<SinkWish> eventBridge(YamlFields fields, DeliveryWish delivery) {
    String source = fields.text("source", RuleCheck.SOURCE).orElse("guardlake");
    Payload payload = payload(fields);
    return fields
        .required("bus", RuleCheck.BUS)
        .map(bus -> new SinkWish.EventBridge(bus, source, payload, delivery));
  }

  private static Optional<SinkWish> kafka(YamlFields fields, DeliveryWish delivery) {
    Optional<String> bootstrap = fields.required("bootstrap", RuleCheck.BROKERS);
    Optional<String> topic = fields.required("topic", RuleCheck.TOPIC);
    Optional<String> transactions = fields.text("transactions", RuleCheck.TOPIC);
    Optional<String> certificates = fields.text("certificates", RuleCheck.TEXT);
    Optional<SinkWish.Kafka.Login> login =
        fields.nested("login", SinkReader::login).flatMap(read -> read);
    boolean plain = RuleFields.flag(fields, "allowPlain").orElse(false);
    Payload payload = payload(fields);

    if (bootstrap.isEmpty() || topic.isEmpty()) {
      return Optional.empty();
    }

    return Optional.of(
        new SinkWish.Kafka(
            bootstrap.get(),
            topic.get(),
            transactions.orElse(null),
            login.orElse(null),
            certificates.orElse(null),
            plain,
            payload,
            delivery));
  }

  private static Optional<SinkWish.Kafka.Login> login(YamlFields fields) {
    SinkWish.Kafka.Mechanism mechanism =
        fields
            .choice("mechanism", SinkWish.Kafka.Mechanism.class)
            .orElse(SinkWish.Kafka.Mechanism.SCRAM_SHA_512);
    Optional<String> user = fields.required("user", RuleCheck.USER);
    Optional<SecretReference> password = secret(fields, "password");

    if (user.isEmpty() || password.isEmpty()) {
      return Optional.empty();
    }

    return Optional.of(new SinkWish.Kafka.Login(mechanism, user.get(), password.get()));
  }

  private static Optional<SinkWish> webhook(YamlFields fields, DeliveryWish delivery) {
    Optional<SecretReference> url = secret(fields, "url");
    List<SecretReference> keys = new ArrayList<>();
    fields
        .oneOrMore("signingKeys", RuleCheck.SECRET)
        .ifPresent(
            texts -> texts.forEach(text -> SecretReference.parse(text).ifPresent(keys::add)));

    if (keys.size() > 2) {
      fields.problem("signingKeys", "takes two keys at most: the new one and the old one.");
    }

    HttpWish http = http(fields);
    Payload payload = payload(fields);
    return url.map(found -> new SinkWish.Webhook(found, keys, http, payload, delivery));
  }

  private static Optional<SinkWish> pagerDuty(YamlFields fields, DeliveryWish delivery) {
    String url = fields.text("url", RuleCheck.URL).orElse(PAGER_DUTY);
    HttpWish http = http(fields);
    return secret(fields, "routingKey")
        .map(key -> new SinkWish.PagerDuty(key, url, http, delivery));
  }

  private static Optional<SecretReference> secret(YamlFields fields, String name) {
    fields.require(name);
    return RuleFields.secret(fields, name);
  }

  private static Payload payload(YamlFields fields) {
    return fields.choice("payload", Payload.class).orElse(Payload.ALERT);
  }

  private static HttpWish http(YamlFields fields) {
    return new HttpWish(
        RuleFields.duration(fields, "timeout").orElse(HttpWish.USUAL.timeout()),
        RuleFields.flag(fields, "allowHttp").orElse(false),
        RuleFields.flag(fields, "allowInternal").orElse(false));
  }

  private static DeliveryWish delivery(YamlFields fields) {
    return new DeliveryWish(
        RuleFields.count(fields, "tries").orElse(DeliveryWish.USUAL.tries()),
        RuleFields.duration(fields, "giveUpAfter").orElse(DeliveryWish.USUAL.giveUpAfter()),
        RuleFields.count(fields, "inFlight").orElse(DeliveryWish.USUAL.inFlight()));
  }
}
