package io.guardlake.sandbox.aws.policy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One condition of a statement, as
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * describes them. Requests have one value a key here, so that ForAllValues and ForAnyValue differ
 * in what they make of a missing key alone.
 */
record Condition(String operator, String key, List<String> values) {
  private static final Set<String> OPERATORS =
      Set.of(
          "stringequals",
          "stringnotequals",
          "stringequalsignorecase",
          "stringnotequalsignorecase",
          "stringlike",
          "stringnotlike",
          "arnequals",
          "arnlike",
          "arnnotequals",
          "arnnotlike",
          "bool",
          "null",
          "numericequals",
          "numericnotequals",
          "numericlessthan",
          "numericlessthanequals",
          "numericgreaterthan",
          "numericgreaterthanequals",
          "dateequals",
          "datenotequals",
          "datelessthan",
          "datelessthanequals",
          "dategreaterthan",
          "dategreaterthanequals",
          "ipaddress",
          "notipaddress");

  Condition {
    values = List.copyOf(values);

    if (!OPERATORS.contains(bare(operator))) {
      throw new PolicyException("Invalid Condition type : " + operator);
    }
  }

  boolean holds(PolicyRequest request) {
    String bare = bare(operator);
    Optional<String> value = request.value(key);

    if (bare.equals("null")) {
      return values.stream()
          .anyMatch(wanted -> wanted.equalsIgnoreCase(String.valueOf(value.isEmpty())));
    }

    boolean negated = bare.contains("not");

    if (value.isEmpty()) {
      String given = operator.toLowerCase(Locale.ROOT);
      return given.startsWith("forallvalues:")
          || given.endsWith("ifexists")
          || (negated && !given.startsWith("foranyvalue:"));
    }

    boolean any =
        values.stream().anyMatch(wanted -> matches(bare.replace("not", ""), wanted, value.get()));
    return negated != any;
  }

  private static boolean matches(String operator, String wanted, String value) {
    return switch (operator) {
      case "stringequals" -> wanted.equals(value);
      case "stringequalsignorecase", "bool" -> wanted.equalsIgnoreCase(value);
      case "stringlike" -> Wildcards.matches(wanted, value);
      case "arnequals", "arnlike" -> Wildcards.matchesArn(wanted, value);
      // No request of the sandbox has an address of its caller's.
      case "ipaddress" -> false;
      default -> compares(operator, wanted, value);
    };
  }

  private static boolean compares(String operator, String wanted, String value) {
    try {
      int order =
          operator.startsWith("date")
              ? Instant.parse(value).compareTo(Instant.parse(wanted))
              : new BigDecimal(value).compareTo(new BigDecimal(wanted));
      return switch (operator.replaceFirst("numeric|date", "")) {
        case "equals" -> order == 0;
        case "lessthan" -> order < 0;
        case "lessthanequals" -> order <= 0;
        case "greaterthan" -> order > 0;
        default -> order >= 0;
      };
    } catch (NumberFormatException | DateTimeParseException notComparable) {
      return false;
    }
  }

  private static String bare(String operator) {
    String lower = operator.toLowerCase(Locale.ROOT);
    String unset = lower.replaceFirst("^(forallvalues|foranyvalue):", "");
    return unset.endsWith("ifexists")
        ? unset.substring(0, unset.length() - "ifexists".length())
        : unset;
  }
}
