package io.guardlake.setup.policy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One statement of a policy. Elements that AWS lets be one value or many are lists here.
 *
 * @param text the statement exactly as it stands in the policy, whatever is in it
 */
public record Statement(String text) {
  public Statement {
    requireNonNull(text, "text is null");
  }

  /** The statement's id, which foreign statements may lack. */
  public Optional<String> sid() {
    return Optional.ofNullable(node().get("Sid")).map(JsonNode::asText);
  }

  /** Whether this grants; neither this nor {@link #isDeny()} for an effect that AWS has not. */
  public boolean isAllow() {
    return node().path("Effect").asText().equals("Allow");
  }

  public boolean isDeny() {
    return node().path("Effect").asText().equals("Deny");
  }

  /** The values of an element such as Action or NotResource; empty where it is left out. */
  public Optional<List<String>> values(String element) {
    return Optional.ofNullable(node().get(element)).map(Statement::texts);
  }

  /**
   * Principal or NotPrincipal by kind (AWS, Service, Federated, CanonicalUser); everyone is {@code
   * *} of kind {@code *}.
   */
  public Optional<Map<String, List<String>>> principals(String element) {
    JsonNode principal = node().get(element);

    if (principal == null) {
      return Optional.empty();
    }

    if (!principal.isObject()) {
      return Optional.of(Map.of("*", texts(principal)));
    }

    Map<String, List<String>> kinds = new LinkedHashMap<>();
    principal.properties().forEach(kind -> kinds.put(kind.getKey(), texts(kind.getValue())));
    return Optional.of(Collections.unmodifiableMap(kinds));
  }

  public List<Condition> conditions() {
    List<Condition> conditions = new ArrayList<>();

    for (Map.Entry<String, JsonNode> operator : node().path("Condition").properties()) {
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        conditions.add(new Condition(operator.getKey(), key.getKey(), texts(key.getValue())));
      }
    }

    return List.copyOf(conditions);
  }

  /** How messages call it: by its id, or by what it does. */
  public String label() {
    // As JSON writes it: a stranger chose it, and it may hold what a terminal obeys.
    return Optional.ofNullable(node().get("Sid")).map(JsonNode::toString).orElse("without Sid");
  }

  /** The statement over several lines, for people. */
  public String pretty() {
    return node().toPrettyString();
  }

  ObjectNode node() {
    return PolicyJson.object(text);
  }

  private static List<String> texts(JsonNode node) {
    if (!node.isArray()) {
      return List.of(node.asText());
    }

    List<String> texts = new ArrayList<>();
    node.forEach(element -> texts.add(element.asText()));
    return texts;
  }
}
