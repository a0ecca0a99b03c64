package io.guardlake.setup.policy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a statement means, without how it is written: AWS stores single values for lists of one,
 * strings for booleans, root ARNs for account ids, and lists in an order of its own.
 */
record CanonicalStatement(
    String effect,
    Map<String, List<String>> elements,
    Map<String, Map<String, List<String>>> principals,
    Map<String, List<String>> conditions) {
  private static final Pattern ROOT = Pattern.compile("arn:[\\w-]+:iam::(\\d{12}):root");

  /** The id is no part of what a statement means. */
  static CanonicalStatement of(Statement statement) {
    Map<String, List<String>> elements = new TreeMap<>();
    Map<String, Map<String, List<String>>> principals = new TreeMap<>();
    Map<String, List<String>> conditions = new TreeMap<>();

    for (String element : List.of("Action", "NotAction")) {
      put(elements, element, statement.values(element), text -> text.toLowerCase(Locale.ROOT));
    }

    for (String element : List.of("Resource", "NotResource")) {
      put(elements, element, statement.values(element), UnaryOperator.identity());
    }

    for (String element : List.of("Principal", "NotPrincipal")) {
      Map<String, List<String>> kinds = new TreeMap<>();
      statement
          .principals(element)
          .ifPresent(
              found ->
                  found.forEach(
                      (kind, values) ->
                          kinds.put(kind, sorted(values, CanonicalStatement::account))));
      principals.put(element, kinds);
    }

    for (Condition condition : statement.conditions()) {
      String key = condition.operator() + " " + condition.key().toLowerCase(Locale.ROOT);
      conditions.put(key, sorted(condition.values(), UnaryOperator.identity()));
    }

    String effect = statement.isAllow() ? "Allow" : statement.isDeny() ? "Deny" : "?";
    return new CanonicalStatement(effect, elements, principals, conditions);
  }

  private static void put(
      Map<String, List<String>> elements,
      String element,
      Optional<List<String>> values,
      UnaryOperator<String> form) {
    values.ifPresent(found -> elements.put(element, sorted(found, form)));
  }

  private static List<String> sorted(List<String> values, UnaryOperator<String> form) {
    return values.stream().map(form).distinct().sorted().toList();
  }

  private static String account(String principal) {
    Matcher root = ROOT.matcher(principal);
    return root.matches() ? root.group(1) : principal;
  }
}
