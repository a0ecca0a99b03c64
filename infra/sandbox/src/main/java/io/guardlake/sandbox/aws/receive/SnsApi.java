package io.guardlake.sandbox.aws.receive;

import io.guardlake.sandbox.aws.http.AwsAnswer;
import io.guardlake.sandbox.aws.http.AwsError;
import io.guardlake.sandbox.aws.http.AwsService;
import io.guardlake.sandbox.aws.http.Call;
import io.guardlake.sandbox.aws.http.NamedOperations;
import io.guardlake.sandbox.aws.http.Protocol;
import io.guardlake.sandbox.aws.http.Xml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * SNS, API 2010-03-31, as far as messages are published in batches:
 * https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html.
 */
final class SnsApi {
  private static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";
  private static final int MOST_ENTRIES = 10;
  private static final int MOST_BYTES = 262_144;

  private final Set<String> topics = new HashSet<>();
  private final Inbox inbox;

  SnsApi(Inbox inbox) {
    this.inbox = inbox;
  }

  AwsService service() {
    return new NamedOperations("sns", Protocol.QUERY)
        .with("CreateTopic", this::createTopic)
        .with("PublishBatch", this::publishBatch);
  }

  private record Entry(String id, String message, Map<String, String> attributes) {
    int bytes() {
      return attributes.entrySet().stream()
              .mapToInt(each -> length(each.getKey()) + length(each.getValue()))
              .sum()
          + length(message);
    }

    private static int length(String text) {
      return text.getBytes(StandardCharsets.UTF_8).length;
    }
  }

  private AwsAnswer createTopic(Call call) {
    String name = NamedOperations.form(call).getOrDefault("Name", "");
    String arn = "arn:aws:sns:%s:%s:%s".formatted(call.region(), call.account(), name);
    topics.add(arn);
    return answer("CreateTopic", Xml.element("TopicArn", arn));
  }

  private AwsAnswer publishBatch(Call call) {
    Map<String, String> form = NamedOperations.form(call);
    String topic = form.getOrDefault("TopicArn", "");
    List<Entry> entries = entries(form);
    check(topic, entries);
    StringBuilder taken = new StringBuilder();
    StringBuilder failed = new StringBuilder();

    for (Entry entry : entries) {
      Optional<Inbox.Rejection> error =
          topic.endsWith(".fifo") && !entry.attributes().containsKey("MessageGroupId")
              ? Optional.of(new Inbox.Rejection("InvalidParameter", Inbox.Fault.SENDER))
              : inbox.take(new Received(topic, entry.message(), entry.attributes()));
      error.ifPresentOrElse(
          why ->
              failed
                  .append("<member>")
                  .append(Xml.element("Id", entry.id()))
                  .append(Xml.element("Code", why.code()))
                  .append(Xml.element("Message", "The sandbox was told to fail."))
                  .append(
                      Xml.element("SenderFault", String.valueOf(why.fault() == Inbox.Fault.SENDER)))
                  .append("</member>"),
          () ->
              taken
                  .append("<member>")
                  .append(Xml.element("Id", entry.id()))
                  .append(Xml.element("MessageId", UUID.randomUUID().toString()))
                  .append("</member>"));
    }

    return answer(
        "PublishBatch", "<Successful>%s</Successful><Failed>%s</Failed>".formatted(taken, failed));
  }

  private void check(String topic, List<Entry> entries) {
    if (!topics.contains(topic)) {
      throw new AwsError(404, "NotFound", "Topic does not exist");
    }

    if (entries.isEmpty()) {
      throw new AwsError(
          400, "EmptyBatchRequest", "The batch request doesn't contain any entries.");
    }

    if (entries.size() > MOST_ENTRIES) {
      throw new AwsError(
          400,
          "TooManyEntriesInBatchRequest",
          "The batch request contains more entries than permissible.");
    }

    if (entries.stream().map(Entry::id).distinct().count() < entries.size()) {
      throw new AwsError(
          400,
          "BatchEntryIdsNotDistinct",
          "Two or more batch entries in the request have the same Id.");
    }

    if (entries.stream().mapToInt(Entry::bytes).sum() > MOST_BYTES) {
      throw new AwsError(
          400,
          "BatchRequestTooLong",
          "The length of all the batch messages put together is more than the limit.");
    }
  }

  private static List<Entry> entries(Map<String, String> form) {
    List<Entry> entries = new ArrayList<>();

    for (int i = 1; form.containsKey(member(i) + "Id"); i++) {
      String member = member(i);
      Map<String, String> attributes = new HashMap<>();

      for (int j = 1; form.containsKey(member + attribute(j) + "Name"); j++) {
        attributes.put(
            form.get(member + attribute(j) + "Name"),
            form.getOrDefault(member + attribute(j) + "Value.StringValue", ""));
      }

      for (String name : List.of("MessageGroupId", "MessageDeduplicationId")) {
        Optional.ofNullable(form.get(member + name))
            .ifPresent(value -> attributes.put(name, value));
      }

      entries.add(
          new Entry(
              form.get(member + "Id"), form.getOrDefault(member + "Message", ""), attributes));
    }

    return entries;
  }

  private static String member(int place) {
    return "PublishBatchRequestEntries.member.%d.".formatted(place);
  }

  private static String attribute(int place) {
    return "MessageAttributes.entry.%d.".formatted(place);
  }

  private static AwsAnswer answer(String operation, String result) {
    return AwsAnswer.xml(
        "<%1$sResponse xmlns=\"%2$s\"><%1$sResult>%3$s</%1$sResult></%1$sResponse>"
            .formatted(operation, NAMESPACE, result));
  }
}
