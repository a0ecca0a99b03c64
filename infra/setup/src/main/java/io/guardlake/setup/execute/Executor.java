package io.guardlake.setup.execute;

import static java.util.Objects.requireNonNull;

import io.guardlake.setup.execute.Outcome.State;
import io.guardlake.setup.message.Meaning;
import io.guardlake.setup.plan.ControlPlane;
import io.guardlake.setup.plan.EditPolicy;
import io.guardlake.setup.plan.Effect;
import io.guardlake.setup.plan.OrganizationAction;
import io.guardlake.setup.plan.SetupAction;
import io.guardlake.setup.plan.SetupPlan;
import io.guardlake.setup.plan.Stage;
import io.guardlake.setup.plan.StorageAction;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Does a plan, one action after the other. What fails in one region stops that region alone; what
 * fails with the key, the bucket or the delegation stops what stands on it.
 */
public final class Executor {
  private final ControlPlane plane;
  private final Patience patience;
  private final Witness witness;

  public Executor(ControlPlane plane, Patience patience, Witness witness) {
    this.plane = requireNonNull(plane, "plane is null");
    this.patience = requireNonNull(patience, "patience is null");
    this.witness = requireNonNull(witness, "witness is null");
  }

  /**
   * Does a plan.
   *
   * @param allowed the effects that were allowed by name
   * @throws IllegalArgumentException when the plan has others that need it; nothing is done then
   */
  public Execution execute(SetupPlan plan, Set<Effect> allowed) {
    Set<Effect> missing = plan.notAllowed(allowed);

    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "The plan has actions that must be allowed by name first: --allow %s."
              .formatted(String.join(",", missing.stream().map(Enum::name).toList())));
    }

    List<Outcome> outcomes = new ArrayList<>();
    Set<String> regions = new HashSet<>();
    Set<Footing> footings = EnumSet.noneOf(Footing.class);

    for (SetupAction action : plan.actions()) {
      Outcome outcome = outcome(action, regions, footings);
      outcomes.add(outcome);

      if (outcome.state() == State.FAILED) {
        Optional<Footing> footing = Footing.of(action);
        footing.ifPresent(footings::add);

        if (footing.isEmpty()) {
          action.region().ifPresent(regions::add);
        }
      }
    }

    return new Execution(outcomes);
  }

  private Outcome outcome(SetupAction action, Set<String> regions, Set<Footing> footings) {
    if (footings.stream().anyMatch(footing -> footing.carries(action))) {
      return new Outcome(
          action, State.SKIPPED, "Not tried, because what it stands on failed; see above.");
    }

    if (action.region().filter(regions::contains).isPresent()) {
      return new Outcome(
          action,
          State.SKIPPED,
          "Not tried, because something failed in %s before.".formatted(action.region().get()));
    }

    witness.begins(action);
    Outcome outcome = tried(action);
    witness.ends(outcome);
    return outcome;
  }

  private Outcome tried(SetupAction action) {
    for (int tries = 1; ; tries++) {
      try {
        action.apply(plane);
        return new Outcome(action, State.DONE, "");
      } catch (RefusedException e) {
        if (e.meaning() != Meaning.TRY_AGAIN || !patience.waitAfter(tries)) {
          return new Outcome(action, State.FAILED, e.getMessage());
        }
      }
    }
  }

  /** What much else stands on. */
  private enum Footing {
    /** Key, bucket and their policies, which all destinations need. */
    STORAGE,
    /** Trusted access and the first administrator, which the rest of the organization needs. */
    DELEGATION;

    static Optional<Footing> of(SetupAction action) {
      if (action.stage() == Stage.NOTIFICATIONS) {
        return Optional.empty();
      }

      if (action instanceof StorageAction || action instanceof EditPolicy) {
        return Optional.of(STORAGE);
      }

      return action.stage() == Stage.TRUST || action.stage() == Stage.FIRST_ADMINISTRATOR
          ? Optional.of(DELEGATION)
          : Optional.empty();
    }

    boolean carries(SetupAction action) {
      return switch (this) {
        case STORAGE ->
            action instanceof StorageAction
                || action instanceof EditPolicy
                || action.stage() == Stage.DESTINATIONS;
        case DELEGATION -> action instanceof OrganizationAction;
      };
    }
  }
}
