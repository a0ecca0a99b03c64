package io.guardlake.setup.policy;

import io.guardlake.setup.policy.AccessRequest.Caller;
import io.guardlake.setup.policy.Decision.Outcome;
import io.guardlake.setup.policy.Decision.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Says what one resource policy answers to a request, as the IAM user guide describes ("Policy
 * evaluation logic"): a deny beats all, and nothing is allowed that no statement allows. Other
 * policies that bear on a request (identity, service and resource control) are not looked at.
 */
public final class PolicyEvaluator {
  private final AccessRequest request;
  private final ConditionEvaluator conditions;
  private final List<Reason> denies = new ArrayList<>();
  private final List<Reason> perhapsDenies = new ArrayList<>();
  private final List<Reason> allows = new ArrayList<>();
  private final List<Reason> perhapsAllows = new ArrayList<>();
  private final List<Reason> nearMisses = new ArrayList<>();

  private PolicyEvaluator(AccessRequest request) {
    this.request = request;
    this.conditions = new ConditionEvaluator(request);
  }

  public static Decision evaluate(PolicyDocument policy, AccessRequest request) {
    PolicyEvaluator evaluator = new PolicyEvaluator(request);
    policy.statements().forEach(evaluator::look);
    return evaluator.decision();
  }

  private Decision decision() {
    if (!denies.isEmpty()) {
      return new Decision(Outcome.DENIED, denies);
    }

    if (allows.isEmpty() && perhapsAllows.isEmpty()) {
      return new Decision(Outcome.NOT_ALLOWED, nearMisses);
    }

    if (!perhapsDenies.isEmpty()) {
      return new Decision(Outcome.UNCERTAIN, perhapsDenies);
    }

    return allows.isEmpty()
        ? new Decision(Outcome.UNCERTAIN, perhapsAllows)
        : new Decision(Outcome.ALLOWED, allows);
  }

  private void look(Statement statement) {
    Match caller = caller(statement);
    Match action = elements(statement, "Action", this::action);
    Match resource =
        elements(statement, "Resource", each -> Wildcards.like(each, request.resource()));
    Match subject = caller.and(action).and(resource);

    if (subject == Match.NO) {
      miss(statement, caller, action);
      return;
    }

    Match whole = subject;

    for (Condition condition : statement.conditions()) {
      Match held = conditions.evaluate(condition);
      whole = whole.and(held);

      if (held == Match.NO) {
        add(nearMisses, statement, "would apply, but %s.".formatted(failing(condition)));
        return;
      }
    }

    if (!statement.isAllow() && !statement.isDeny()) {
      return;
    }

    if (whole == Match.YES) {
      add(
          statement.isDeny() ? denies : allows,
          statement,
          statement.isDeny() ? "denies it." : "allows it.");
      return;
    }

    add(
        statement.isDeny() ? perhapsDenies : perhapsAllows,
        statement,
        statement.isDeny()
            ? "may deny it: that hangs on what cannot be told from here."
            : "may allow it: that hangs on what cannot be told from here.");
  }

  private void miss(Statement statement, Match caller, Match action) {
    if (statement.isAllow() && caller != Match.NO && action != Match.NO) {
      add(nearMisses, statement, "does not cover %s.".formatted(request.resource()));
    } else if (statement.isAllow()
        && caller == Match.NO
        && action == Match.YES
        && namesExporter(statement)) {
      add(nearMisses, statement, "names another principal than the one that asks.");
    }
  }

  /** Whether a statement is about GuardDuty, if under another of its names. */
  private static boolean namesExporter(Statement statement) {
    return statement.text().contains("guardduty.");
  }

  private void add(List<Reason> reasons, Statement statement, String rest) {
    reasons.add(new Reason(statement, "Statement %s %s".formatted(statement.label(), rest)));
  }

  private String failing(Condition condition) {
    String has =
        request
            .values(condition.key())
            .map(values -> "is " + String.join(", ", values))
            .orElse("is not part of the request");
    return "it asks for %s %s %s, which %s"
        .formatted(
            condition.key(), condition.operator(), String.join(" or ", condition.values()), has);
  }

  private Match caller(Statement statement) {
    Optional<Map<String, List<String>>> not = statement.principals("NotPrincipal");

    if (not.isPresent()) {
      return caller(not.get(), statement).not();
    }

    return statement
        .principals("Principal")
        .map(named -> caller(named, statement))
        .orElse(Match.NO);
  }

  private Match caller(Map<String, List<String>> named, Statement statement) {
    Match match = Match.NO;

    for (Map.Entry<String, List<String>> kind : named.entrySet()) {
      for (String name : kind.getValue()) {
        match = match.or(caller(kind.getKey(), name, statement));
      }
    }

    return match;
  }

  private Match caller(String kind, String name, Statement statement) {
    if (name.equals("*") && (kind.equals("*") || kind.equals("AWS"))) {
      return Match.YES;
    }

    if (request.caller() instanceof Caller.Service service) {
      return Match.of(kind.equals("Service") && name.equals(service.name()));
    }

    Caller.Role role = (Caller.Role) request.caller();

    if (!kind.equals("AWS")) {
      return Match.NO;
    }

    if (name.equals(role.arn())) {
      return Match.YES;
    }

    boolean account =
        name.equals(role.account()) || name.endsWith(":iam::%s:root".formatted(role.account()));

    if (!account) {
      return Match.NO;
    }

    // An account is denied whole, but what is allowed to it, its own policies hand on.
    return statement.isDeny() ? Match.YES : Match.UNKNOWN;
  }

  private Match action(String pattern) {
    return Match.of(
        Wildcards.matches(
            pattern.toLowerCase(Locale.ROOT), request.action().toLowerCase(Locale.ROOT)));
  }

  private static Match elements(Statement statement, String element, Function<String, Match> test) {
    Optional<List<String>> not = statement.values("Not" + element);
    List<String> values = not.or(() -> statement.values(element)).orElse(List.of());
    Match match = Match.NO;

    for (String value : values) {
      match = match.or(test.apply(value));
    }

    return not.isPresent() ? match.not() : match;
  }
}
