package io.guardlake.setup.plan;

import java.util.Optional;
import java.util.Set;

/**
 * One thing to do. An action names what it works on and looks up what it needs then, such as the id
 * of a detector that an earlier action made, so that it can be done by another process than the one
 * that planned it.
 */
public sealed interface SetupAction
    permits GuardDutyAction, OrganizationAction, StorageAction, EditPolicy {
  Stage stage();

  /** The region it works in; empty for what has none. */
  Optional<String> region();

  /** A sentence for the reviewer. */
  String describe();

  Set<Effect> effects();

  /** Does it. What is done already is done again without harm. */
  void apply(ControlPlane plane);

  Undo undo();

  /** Its name in plans and journals, which stays the same between versions. */
  default String kind() {
    return getClass().getSimpleName();
  }
}
