package io.guardlake.setup.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Changes to our statements of one policy: an id and its new text, or an empty text to take it
 * away. An edit is put to the policy as it is at that moment, so that no old document is ever
 * written back.
 */
public record PolicyEdit(Map<String, String> statements) {
  public PolicyEdit {
    statements = Collections.unmodifiableMap(new LinkedHashMap<>(statements));
  }

  /**
   * What leads from a policy to our statements as wished.
   *
   * @param wished our statements as they should be; each has an id
   * @param managed the ids to see to: those of them that are not wished go
   */
  public static PolicyEdit between(
      PolicyDocument policy, List<Statement> wished, Set<String> managed) {
    Map<String, String> edits = new LinkedHashMap<>();

    for (Statement statement : wished) {
      List<Statement> present = policy.withSid(statement.sid().orElseThrow());

      if (present.size() != 1 || !sameMeaning(present.get(0), statement)) {
        edits.put(statement.sid().orElseThrow(), statement.text());
      }
    }

    Set<String> kept = Set.copyOf(sids(wished));

    for (String sid : managed.stream().sorted().toList()) {
      if (!kept.contains(sid) && !policy.withSid(sid).isEmpty()) {
        edits.put(sid, "");
      }
    }

    return new PolicyEdit(edits);
  }

  public boolean isEmpty() {
    return statements.isEmpty();
  }

  /** The policy with these changes; every other statement stays byte for byte. */
  public PolicyDocument applyTo(PolicyDocument policy) {
    PolicyDocument edited = policy;

    for (Map.Entry<String, String> edit : statements.entrySet()) {
      edited =
          edit.getValue().isEmpty()
              ? edited.without(edit.getKey())
              : edited.with(edit.getKey(), edit.getValue());
    }

    return edited;
  }

  /** What brings our statements, and nothing else, back to what they were in a policy. */
  public PolicyEdit undo(PolicyDocument before) {
    Map<String, String> edits = new LinkedHashMap<>();

    for (String sid : statements.keySet()) {
      Optional<Statement> old = before.withSid(sid).stream().findFirst();
      edits.put(sid, old.map(Statement::text).orElse(""));
    }

    return new PolicyEdit(edits);
  }

  /** The same edit with a text in place of another, in all statements. */
  public PolicyEdit replacing(String placeholder, String text) {
    Map<String, String> edits = new LinkedHashMap<>();
    statements.forEach((sid, statement) -> edits.put(sid, statement.replace(placeholder, text)));
    return new PolicyEdit(edits);
  }

  /** What people are shown: one difference a statement. */
  public List<StatementDiff> diffs(PolicyDocument before) {
    List<StatementDiff> diffs = new ArrayList<>();

    for (Map.Entry<String, String> edit : statements.entrySet()) {
      String old =
          before.withSid(edit.getKey()).stream().findFirst().map(Statement::pretty).orElse("");
      String now = edit.getValue().isEmpty() ? "" : new Statement(edit.getValue()).pretty();
      diffs.add(StatementDiff.of(edit.getKey(), old, now));
    }

    return diffs;
  }

  /** Whether two statements mean the same, however they are written. */
  public static boolean sameMeaning(Statement one, Statement other) {
    return CanonicalStatement.of(one).equals(CanonicalStatement.of(other));
  }

  private static List<String> sids(List<Statement> statements) {
    return statements.stream().map(each -> each.sid().orElseThrow()).toList();
  }
}
