package io.guardlake.sandbox.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Reads a rule from the JSON that docs/reference/sandbox.md describes. */
final class RuleReader {
  private RuleReader() {}

  /**
   * Reads one rule.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static FaultRule read(JsonNode rule) {
    Set<Operation> operations = EnumSet.noneOf(Operation.class);
    rule.path("operations").forEach(name -> operations.add(Operation.valueOf(name.asText())));
    return new FaultRule(
        operations,
        new KeyGlob(rule.path("keys").asText("**")),
        occurrence(rule),
        rule.path("times").asLong(Long.MAX_VALUE),
        fault(rule.path("fault")));
  }

  private static Occurrence occurrence(JsonNode rule) {
    if (rule.has("nth")) {
      return new Occurrence.Nth(number(rule, "nth"));
    }

    if (rule.has("every")) {
      return new Occurrence.Every(number(rule, "every"));
    }

    if (rule.has("probability")) {
      return new Occurrence.Chance(rule.path("probability").asDouble(-1));
    }

    return new Occurrence.Always();
  }

  private static Fault fault(JsonNode fault) {
    String type = text(fault, "type");
    return switch (type) {
      case "latency" -> new Fault.Latency(Duration.ofMillis(number(fault, "milliseconds")));
      case "error" ->
          new Fault.ErrorAnswer(
              Math.toIntExact(number(fault, "status")),
              text(fault, "code"),
              text(fault, "message"),
              Map.of(),
              Map.of());
      case "connectionReset" -> new Fault.ConnectionReset();
      case "noAnswer" -> new Fault.NoAnswer();
      case "lostAnswer" -> new Fault.LostAnswer();
      case "truncatedBody" -> new Fault.TruncatedBody(number(fault, "keptBytes"));
      case "slowBody" -> new Fault.SlowBody(Math.toIntExact(number(fault, "bytesPerSecond")));
      case "omittedKeys" -> new Fault.OmittedKeys(new KeyGlob(text(fault, "keys")));
      case "staleListing" ->
          new Fault.StaleListing(Duration.ofMillis(number(fault, "milliseconds")));
      case "repeatedListing" ->
          new Fault.RepeatedListing(Math.toIntExact(number(fault, "requestsAgo")));
      case "failedEntries" ->
          new Fault.FailedEntries(
              fault.path("share").asDouble(1), text(fault, "code"), text(fault, "message"));
      default -> throw new IllegalArgumentException("There is no fault of type '" + type + "'.");
    };
  }

  private static long number(JsonNode node, String name) {
    JsonNode value = node.path(name);

    if (!value.isIntegralNumber()) {
      throw new IllegalArgumentException("'" + name + "' must be a whole number: " + node);
    }

    return value.asLong();
  }

  private static String text(JsonNode node, String name) {
    JsonNode value = node.path(name);

    if (!value.isTextual()) {
      throw new IllegalArgumentException("'" + name + "' must be a text: " + node);
    }

    return value.asText();
  }
}
