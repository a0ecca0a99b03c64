package io.guardlake.sandbox.aws.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/** One statement of a policy. */
final class Statement {
  private static final Set<String> ELEMENTS =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");

  private final String effect;
  private final Map<String, List<String>> principals;
  private final boolean principalsNegated;
  private final Elements actions;
  private final Elements resources;
  private final List<Condition> conditions;

  /** An element's values, which are meant, or which alone are not. */
  private record Elements(List<String> values, boolean negated) {
    static Elements of(JsonNode statement, String name) {
      boolean negated = statement.has("Not" + name);
      List<String> values = texts(statement.path(negated ? "Not" + name : name));

      if (values.isEmpty()) {
        throw new PolicyException("Missing required field " + name);
      }

      return new Elements(values, negated);
    }

    boolean match(String text, BiPredicate<String, String> test) {
      return negated != values.stream().anyMatch(value -> test.test(value, text));
    }
  }

  Statement(JsonNode statement) {
    if (!statement.isObject()) {
      throw new PolicyException("Statement is not an object");
    }

    statement
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!ELEMENTS.contains(name)) {
                throw new PolicyException("Unknown field " + name);
              }
            });
    effect = statement.path("Effect").asText();

    if (!effect.equals("Allow") && !effect.equals("Deny")) {
      throw new PolicyException("Invalid effect: " + effect);
    }

    principalsNegated = statement.has("NotPrincipal");
    principals = principals(statement.path(principalsNegated ? "NotPrincipal" : "Principal"));
    actions = Elements.of(statement, "Action");
    resources = Elements.of(statement, "Resource");
    conditions = conditions(statement.path("Condition"));
  }

  boolean denies() {
    return effect.equals("Deny");
  }

  boolean applies(PolicyRequest request) {
    return principalsNegated != names(request.principal())
        && actions.match(
            request.action().toLowerCase(Locale.ROOT),
            (pattern, action) -> Wildcards.matches(pattern.toLowerCase(Locale.ROOT), action))
        && resources.match(request.resource(), Wildcards::matches)
        && conditions.stream().allMatch(condition -> condition.holds(request));
  }

  /** Lets in everybody. */
  boolean isPublic() {
    return !denies()
        && conditions.isEmpty()
        && (principalsNegated
            || principals.getOrDefault("*", List.of()).contains("*")
            || principals.getOrDefault("AWS", List.of()).contains("*"));
  }

  Map<String, List<String>> principals() {
    return principals;
  }

  List<String> resources() {
    return resources.values();
  }

  private boolean names(PolicyRequest.Principal principal) {
    return principals.entrySet().stream()
        .anyMatch(
            kind ->
                kind.getValue().stream()
                    .anyMatch(
                        name ->
                            principal.isNamed(kind.getKey(), name)
                                || (name.equals("*") && kind.getKey().matches("\\*|AWS"))));
  }

  private static Map<String, List<String>> principals(JsonNode principal) {
    Map<String, List<String>> principals = new LinkedHashMap<>();

    if (principal.isTextual()) {
      principals.put("*", List.of(principal.asText()));
    }

    principal.properties().forEach(kind -> principals.put(kind.getKey(), texts(kind.getValue())));

    if (principals.isEmpty()) {
      throw new PolicyException("Missing required field Principal");
    }

    return principals;
  }

  private static List<Condition> conditions(JsonNode condition) {
    List<Condition> conditions = new ArrayList<>();

    condition
        .properties()
        .forEach(
            operator ->
                operator
                    .getValue()
                    .properties()
                    .forEach(
                        key ->
                            conditions.add(
                                new Condition(
                                    operator.getKey(), key.getKey(), texts(key.getValue())))));
    return conditions;
  }

  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();

    if (node.isArray()) {
      node.forEach(element -> texts.add(element.asText()));
    } else if (node.isValueNode()) {
      texts.add(node.asText());
    }

    return texts;
  }
}
