package io.guardlake.sandbox.aws.receive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guardlake.sandbox.aws.http.AwsAnswer;
import io.guardlake.sandbox.aws.http.AwsError;
import io.guardlake.sandbox.aws.http.AwsService;
import io.guardlake.sandbox.aws.http.Call;
import io.guardlake.sandbox.aws.http.NamedOperations;
import io.guardlake.sandbox.aws.http.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * EventBridge, as far as events are put:
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html.
 */
final class EventsApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_ENTRIES = 10;
  private static final int MOST_BYTES = 262_144;

  private final Inbox inbox;

  EventsApi(Inbox inbox) {
    this.inbox = inbox;
  }

  AwsService service() {
    return new NamedOperations("events", Protocol.JSON).with("PutEvents", this::putEvents);
  }

  private AwsAnswer putEvents(Call call) {
    JsonNode entries = call.json().path("Entries");
    int bytes = 0;

    for (JsonNode entry : entries) {
      bytes += length(entry, "Source") + length(entry, "DetailType") + length(entry, "Detail");
    }

    if (entries.isEmpty() || entries.size() > MOST_ENTRIES) {
      throw new AwsError(
          400,
          "ValidationException",
          "1 validation error detected: Value at 'entries' failed to satisfy constraint: Member"
              + " must have length between 1 and 10");
    }

    if (bytes > MOST_BYTES) {
      throw new AwsError(
          400,
          "ValidationException",
          "Total size of the entries in the request is over the limit.");
    }

    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode outcomes = answer.putArray("Entries");
    int failed = 0;

    for (JsonNode entry : entries) {
      Optional<Inbox.Rejection> error = take(entry);
      ObjectNode outcome = outcomes.addObject();

      if (error.isPresent()) {
        failed++;
        outcome.put("ErrorCode", error.get().code());
        outcome.put("ErrorMessage", "The event was not taken.");
      } else {
        outcome.put("EventId", UUID.randomUUID().toString());
      }
    }

    return AwsAnswer.json(answer.put("FailedEntryCount", failed));
  }

  private Optional<Inbox.Rejection> take(JsonNode entry) {
    String detail = entry.path("Detail").asText();

    try {
      if (!JSON.readTree(detail).isObject()) {
        return Optional.of(new Inbox.Rejection("MalformedDetail", Inbox.Fault.SENDER));
      }
    } catch (JsonProcessingException notJson) {
      return Optional.of(new Inbox.Rejection("MalformedDetail", Inbox.Fault.SENDER));
    }

    return inbox.take(
        new Received(
            entry.path("EventBusName").asText("default"),
            detail,
            Map.of(
                "Source",
                entry.path("Source").asText(),
                "DetailType",
                entry.path("DetailType").asText())));
  }

  private static int length(JsonNode entry, String field) {
    return entry.path(field).asText().getBytes(StandardCharsets.UTF_8).length;
  }
}
