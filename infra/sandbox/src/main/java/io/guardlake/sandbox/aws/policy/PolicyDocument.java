package io.guardlake.sandbox.aws.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * A resource's policy. It answers as
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html says: a
 * deny beats all, and nothing is allowed that no statement allows.
 */
public final class PolicyDocument {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String text;
  private final List<Statement> statements;

  private PolicyDocument(String text, List<Statement> statements) {
    this.text = text;
    this.statements = List.copyOf(statements);
  }

  /**
   * Reads a policy.
   *
   * @throws PolicyException if it is not one, says a name twice, or has an unknown condition
   */
  public static PolicyDocument parse(String text) {
    JsonNode root;

    try {
      root = JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      throw new PolicyException("Policies must be valid JSON: " + notJson.getOriginalMessage());
    }

    if (!root.isObject() || !root.has("Statement")) {
      throw new PolicyException("Missing required field Statement");
    }

    JsonNode statements = root.get("Statement");
    List<Statement> read = new ArrayList<>();

    if (statements.isArray()) {
      statements.forEach(statement -> read.add(new Statement(statement)));
    } else {
      read.add(new Statement(statements));
    }

    return new PolicyDocument(text, read);
  }

  /** The policy as it was written. */
  public String text() {
    return text;
  }

  public Decision decide(PolicyRequest request) {
    boolean allowed = false;

    for (Statement statement : statements) {
      if (statement.applies(request)) {
        if (statement.denies()) {
          return Decision.DENIED;
        }

        allowed = true;
      }
    }

    return allowed ? Decision.ALLOWED : Decision.NOT_ALLOWED;
  }

  /** The principals of a kind (AWS, Service) that any statement names. */
  public List<String> principals(String kind) {
    return statements.stream()
        .flatMap(statement -> statement.principals().getOrDefault(kind, List.of()).stream())
        .distinct()
        .toList();
  }

  public List<String> resources() {
    return statements.stream().flatMap(statement -> statement.resources().stream()).toList();
  }

  /** Whether a statement lets in everybody. */
  public boolean isPublic() {
    return statements.stream().anyMatch(Statement::isPublic);
  }
}
