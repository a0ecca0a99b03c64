package io.guardlake.setup.policy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.IntPredicate;

/**
 * Evaluates one condition as the IAM user guide describes ("IAM JSON policy elements: Condition
 * operators"; "Set operators for multi-valued context keys"). Dates, addresses and policy variables
 * are not worked out: they are unknown, which no caller takes for a yes or a no.
 */
final class ConditionEvaluator {
  private static final String FOR_ALL = "forallvalues:";
  private static final String FOR_ANY = "foranyvalue:";
  private static final String IF_EXISTS = "ifexists";

  private final AccessRequest request;

  ConditionEvaluator(AccessRequest request) {
    this.request = request;
  }

  Match evaluate(Condition condition) {
    String operator = condition.operator().toLowerCase(Locale.ROOT);

    if (operator.equals("null")) {
      return nothing(condition);
    }

    boolean forAll = operator.startsWith(FOR_ALL);
    boolean forAny = operator.startsWith(FOR_ANY);
    String bare = forAll || forAny ? operator.substring(operator.indexOf(':') + 1) : operator;
    boolean ifExists = bare.endsWith(IF_EXISTS);
    String name = ifExists ? bare.substring(0, bare.length() - IF_EXISTS.length()) : bare;
    boolean negated = name.contains("not");
    Optional<List<String>> found = request.values(condition.key());

    if (found.isEmpty() && !request.lacks(condition.key())) {
      return Match.UNKNOWN;
    }

    List<String> values = found.orElse(List.of());

    if (values.isEmpty()) {
      return Match.of(forAll || ifExists || (negated && !forAny));
    }

    BiFunction<String, String, Match> test = test(name);
    Match all = Match.YES;
    Match any = Match.NO;

    for (String value : values) {
      Match one = Match.NO;

      for (String wanted : condition.values()) {
        one = one.or(test.apply(wanted, value));
      }

      Match held = negated ? one.not() : one;
      all = all.and(held);
      any = any.or(held);
    }

    if (!forAll && !forAny && values.size() > 1) {
      return all == any ? all : Match.UNKNOWN;
    }

    return forAll ? all : any;
  }

  private Match nothing(Condition condition) {
    boolean present = request.values(condition.key()).isPresent();

    if (!present && !request.lacks(condition.key())) {
      return Match.UNKNOWN;
    }

    return Match.of(
        condition.values().stream()
            .anyMatch(value -> value.equalsIgnoreCase(String.valueOf(!present))));
  }

  private static BiFunction<String, String, Match> test(String operator) {
    return switch (operator) {
      case "stringequals", "stringnotequals" -> literal(String::equals);
      case "stringequalsignorecase", "stringnotequalsignorecase", "bool" ->
          literal(String::equalsIgnoreCase);
      case "stringlike", "stringnotlike" -> Wildcards::like;
      case "arnequals", "arnlike", "arnnotequals", "arnnotlike" -> Wildcards::arn;
      case "numericequals", "numericnotequals" -> number(order -> order == 0);
      case "numericlessthan" -> number(order -> order < 0);
      case "numericlessthanequals" -> number(order -> order <= 0);
      case "numericgreaterthan" -> number(order -> order > 0);
      case "numericgreaterthanequals" -> number(order -> order >= 0);
      default -> (wanted, value) -> Match.UNKNOWN;
    };
  }

  private static BiFunction<String, String, Match> literal(
      BiFunction<String, String, Boolean> same) {
    return (wanted, value) ->
        wanted.contains("${") ? Match.UNKNOWN : Match.of(same.apply(wanted, value));
  }

  /** What a value is to what is wanted: below, equal or above. */
  private static BiFunction<String, String, Match> number(IntPredicate holds) {
    return (wanted, value) -> {
      try {
        return Match.of(holds.test(new BigDecimal(value).compareTo(new BigDecimal(wanted))));
      } catch (NumberFormatException e) {
        return Match.UNKNOWN;
      }
    };
  }
}
