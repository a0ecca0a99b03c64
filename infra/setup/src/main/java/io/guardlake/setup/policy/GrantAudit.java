package io.guardlake.setup.policy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who a policy lets do something, whatever the conditions. */
public final class GrantAudit {
  private GrantAudit() {}

  /**
   * The statements that allow one of these actions to anyone, in part or in whole.
   *
   * @param actions full names, such as {@code s3:PutObject}
   * @param ours ids to pass over
   */
  public static List<Statement> granting(
      PolicyDocument policy, Set<String> actions, Set<String> ours) {
    return policy.without(ours).stream()
        .filter(Statement::isAllow)
        .filter(statement -> actions.stream().anyMatch(action -> allows(statement, action)))
        .toList();
  }

  /** Whether a statement's principal is everyone. */
  public static boolean isPublic(Statement statement) {
    Map<String, List<String>> named = statement.principals("Principal").orElse(Map.of());
    return named.getOrDefault("*", List.of()).contains("*")
        || named.getOrDefault("AWS", List.of()).contains("*");
  }

  /** Whether a statement names GuardDuty, under any of its names. */
  public static boolean namesGuardDuty(Statement statement) {
    return statement
        .principals("Principal")
        .orElse(Map.of())
        .getOrDefault("Service", List.of())
        .stream()
        .anyMatch(name -> name.startsWith("guardduty."));
  }

  private static boolean allows(Statement statement, String action) {
    Optional<List<String>> not = statement.values("NotAction");

    if (not.isPresent()) {
      return not.get().stream().noneMatch(pattern -> matches(pattern, action));
    }

    return statement.values("Action").orElse(List.of()).stream()
        .anyMatch(pattern -> matches(pattern, action));
  }

  private static boolean matches(String pattern, String action) {
    return Wildcards.matches(pattern.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT));
  }
}
