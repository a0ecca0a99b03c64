package io.guardlake.setup.plan;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import io.guardlake.setup.policy.PolicyDocument;
import io.guardlake.setup.policy.PolicyEdit;
import io.guardlake.setup.policy.StatementDiff;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Changes our statements of a policy.
 *
 * @param before the policy that the edit was planned for
 * @param placeholder the key whose ARN is to be put into the statements once it is made
 */
public record EditPolicy(
    PolicyTarget target,
    PolicyEdit edit,
    PolicyDocument before,
    Optional<KeyReference.ToBeMade> placeholder,
    Check check)
    implements SetupAction {

  /** Whether the policy must be what it was when this was planned. */
  public enum Check {
    UNMOVED,
    /** For taking our statements back from whatever the policy has become. */
    NONE
  }

  public EditPolicy {
    requireNonNull(target, "target is null");
    requireNonNull(edit, "edit is null");
    requireNonNull(before, "before is null");
    requireNonNull(placeholder, "placeholder is null");
    requireNonNull(check, "check is null");
  }

  @Override
  public Stage stage() {
    return Stage.POLICIES;
  }

  @Override
  public Optional<String> region() {
    return Optional.of(target.region());
  }

  @Override
  public String describe() {
    String changes =
        diffs().stream()
            .collect(groupingBy(StatementDiff::kind, TreeMap::new, counting()))
            .entrySet()
            .stream()
            .map(each -> "%d %s".formatted(each.getValue(), lower(each.getKey())))
            .collect(joining(", "));
    return "Edit %s: %s, %d foreign statements unchanged."
        .formatted(target.label(), changes, foreign());
  }

  /** How each of our statements changes. */
  public List<StatementDiff> diffs() {
    return edit.diffs(before);
  }

  /** How many statements are not ours. */
  public int foreign() {
    return before.without(edit.statements().keySet()).size();
  }

  /** Taking away one of our refusals weakens; nothing else that we own protects. */
  @Override
  public Set<Effect> effects() {
    boolean weakens =
        diffs().stream()
            .filter(diff -> diff.kind() == StatementDiff.Kind.REMOVED)
            .flatMap(diff -> before.withSid(diff.sid()).stream())
            .anyMatch(statement -> statement.isDeny());
    return weakens ? Set.of(Effect.WEAKENS) : Set.of();
  }

  @Override
  public void apply(ControlPlane plane) {
    PolicyEdit resolved =
        placeholder.map(key -> edit.replacing(key.text(), plane.storage().arn(key))).orElse(edit);

    if (check == Check.UNMOVED) {
      plane.storage().editPolicy(target, resolved, before.fingerprint());
      return;
    }

    plane.storage().editPolicy(target, resolved);
  }

  @Override
  public Undo undo() {
    return new Undo.By(
        new EditPolicy(
            target, edit.undo(before), edit.applyTo(before), Optional.empty(), Check.NONE));
  }

  private static String lower(StatementDiff.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
