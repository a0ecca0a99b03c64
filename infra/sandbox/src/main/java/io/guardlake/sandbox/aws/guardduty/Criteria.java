package io.guardlake.sandbox.aws.guardduty;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finding criteria:
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_FindingCriteria.html. All must
 * hold; a list of values is met by any of them. Times count in milliseconds.
 */
final class Criteria {
  private Criteria() {}

  static boolean match(JsonNode criteria, JsonNode finding) {
    for (Map.Entry<String, JsonNode> criterion : criteria.path("criterion").properties()) {
      List<String> values = values(finding, criterion.getKey());

      for (Map.Entry<String, JsonNode> test : criterion.getValue().properties()) {
        if (!holds(test.getKey(), test.getValue(), values)) {
          return false;
        }
      }
    }

    return true;
  }

  private static boolean holds(String operator, JsonNode wanted, List<String> values) {
    return switch (operator) {
      case "eq", "equals" -> values.stream().anyMatch(value -> contains(wanted, value));
      case "neq", "notEquals" -> values.stream().noneMatch(value -> contains(wanted, value));
      case "gt", "greaterThan" -> anyCompares(values, wanted, 1, 1);
      case "gte", "greaterThanOrEqual" -> anyCompares(values, wanted, 0, 1);
      case "lt", "lessThan" -> anyCompares(values, wanted, -1, -1);
      case "lte", "lessThanOrEqual" -> anyCompares(values, wanted, -1, 0);
      default -> throw BadRequests.outOfRange();
    };
  }

  private static boolean contains(JsonNode wanted, String value) {
    for (JsonNode one : wanted) {
      if (one.asText().equals(value)) {
        return true;
      }
    }

    return false;
  }

  private static boolean anyCompares(List<String> values, JsonNode wanted, int from, int to) {
    return values.stream()
        .anyMatch(
            value -> {
              try {
                int order = new BigDecimal(value).compareTo(new BigDecimal(wanted.asText()));
                return order >= from && order <= to;
              } catch (NumberFormatException notNumber) {
                return false;
              }
            });
  }

  /** The values at a path with full stops, through lists. */
  private static List<String> values(JsonNode finding, String path) {
    List<JsonNode> nodes = List.of(finding);

    for (String name : path.split("\\.", -1)) {
      List<JsonNode> next = new ArrayList<>();

      for (JsonNode node : nodes) {
        JsonNode child = node.path(name);

        if (child.isArray()) {
          child.forEach(next::add);
        } else if (!child.isMissingNode()) {
          next.add(child);
        }
      }

      nodes = next;
    }

    boolean isTime = path.equals("updatedAt") || path.equals("createdAt");
    return nodes.stream().map(JsonNode::asText).map(text -> isTime ? millis(text) : text).toList();
  }

  private static String millis(String text) {
    try {
      return Long.toString(Instant.parse(text).toEpochMilli());
    } catch (DateTimeParseException notTime) {
      return text;
    }
  }
}
