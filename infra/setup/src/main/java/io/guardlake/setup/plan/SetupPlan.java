package io.guardlake.setup.plan;

import static java.util.Objects.requireNonNull;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is to be done, and what cannot be.
 *
 * @param setup the setup's name
 * @param accounts a line for each account: what it is for, and who the credentials are
 * @param actions in the order they are done
 * @param regions a verdict for each region that GuardDuty is in
 */
public record SetupPlan(
    String setup,
    List<String> accounts,
    List<SetupAction> actions,
    List<RegionVerdict> regions,
    List<Obstacle> obstacles,
    List<ManualStep> manualSteps,
    List<String> notes) {
  public SetupPlan {
    requireNonNull(setup, "setup is null");
    accounts = List.copyOf(accounts);
    actions = List.copyOf(actions);
    regions = List.copyOf(regions);
    obstacles = List.copyOf(obstacles);
    manualSteps = List.copyOf(manualSteps);
    notes = List.copyOf(notes);
  }

  /** The effects that must be allowed by name and are not among those that are. */
  public Set<Effect> notAllowed(Set<Effect> allowed) {
    Set<Effect> missing = EnumSet.noneOf(Effect.class);
    actions.forEach(action -> missing.addAll(action.effects()));
    missing.removeIf(effect -> !effect.needsAllowing() || allowed.contains(effect));
    return missing;
  }

  /**
   * The SHA-256, in hex, of the actions and of the policies they were planned for. A plan that was
   * made again and has the same may be done in place of the one that was reviewed.
   */
  public String fingerprint() {
    return PlanJson.fingerprint(this);
  }

  /** As one document of JSON, with a format version. */
  public String json() {
    return PlanJson.write(this);
  }
}
