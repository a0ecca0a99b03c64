package io.guardlake.sandbox.aws.guardduty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;

/**
 * A finding as the API tells it. It differs from the exported line in the times below the top
 * level, which the export writes in several ways and the API always in seconds since 1970.
 */
final class ApiForm {
  /** The timestamps of the API's model of a finding; other times are texts there too. */
  private static final Set<String> TIMES =
      Set.of(
          "createdAt",
          "createdTime",
          "firstSeenAt",
          "lastModifiedAt",
          "lastSeenAt",
          "modifiedAt",
          "scanCompletedAt",
          "scanStartedAt",
          "startTime",
          "startedAt",
          "updatedAt");

  private ApiForm() {}

  static ObjectNode of(ObjectNode exported) {
    ObjectNode finding = exported.deepCopy();
    finding.properties().forEach(field -> nested(field.getValue()));
    return finding;
  }

  private static void nested(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        if (TIMES.contains(field.getKey()) && field.getValue().isTextual()) {
          field.setValue(seconds(object, field.getValue()));
        }
      }
    }

    node.forEach(ApiForm::nested);
  }

  private static JsonNode seconds(ObjectNode parent, JsonNode text) {
    try {
      double seconds = Instant.parse(text.asText()).toEpochMilli() / 1000.0;
      return parent.numberNode(seconds);
    } catch (DateTimeParseException notTime) {
      return text;
    }
  }
}
