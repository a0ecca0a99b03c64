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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;

/**
 * Does a plan, one action after the other. What fails in one region stops that region alone; what
 * fails with the key, the bucket or the delegation stops what stands on it.
 */
public final class Executor {
  private final ControlPlane plane;
  private final Patience patience;
  private final Witness witness;
  private final int regionsAtOnce;

  /** Does one action at a time. */
  public Executor(ControlPlane plane, Patience patience, Witness witness) {
    this(plane, patience, witness, 1);
  }

  /**
   * Works in several regions at once, where no region waits for another.
   *
   * @param regionsAtOnce in how many at most; more than one needs a plane and a witness for several
   *     threads
   */
  public Executor(ControlPlane plane, Patience patience, Witness witness, int regionsAtOnce) {
    this.plane = requireNonNull(plane, "plane is null");
    this.patience = requireNonNull(patience, "patience is null");
    this.witness = requireNonNull(witness, "witness is null");
    this.regionsAtOnce = regionsAtOnce;
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

    Progress progress = new Progress();

    for (List<SetupAction> stage : stages(plan.actions())) {
      if (regionsAtOnce > 1 && isRegional(stage)) {
        atOnce(stage, progress);
      } else {
        stage.forEach(action -> progress.add(action, outcome(action, progress)));
      }
    }

    return new Execution(plan.actions().stream().map(progress::of).toList());
  }

  /** What became of the actions so far, and what is not to be tried any more. */
  private static final class Progress {
    private final Map<SetupAction, Outcome> outcomes = new ConcurrentHashMap<>();
    private final Set<String> regions = ConcurrentHashMap.newKeySet();
    private final Set<Footing> footings = ConcurrentHashMap.newKeySet();

    void add(SetupAction action, Outcome outcome) {
      outcomes.put(action, outcome);

      if (outcome.state() == State.FAILED) {
        Optional<Footing> footing = Footing.of(action);
        footing.ifPresent(footings::add);

        if (footing.isEmpty()) {
          action.region().ifPresent(regions::add);
        }
      }
    }

    Outcome of(SetupAction action) {
      return outcomes.get(action);
    }
  }

  private static List<List<SetupAction>> stages(List<SetupAction> actions) {
    List<List<SetupAction>> stages = new ArrayList<>();

    for (SetupAction action : actions) {
      if (stages.isEmpty() || stages.get(stages.size() - 1).get(0).stage() != action.stage()) {
        stages.add(new ArrayList<>());
      }

      stages.get(stages.size() - 1).add(action);
    }

    return stages;
  }

  private static boolean isRegional(List<SetupAction> stage) {
    return stage.stream()
        .allMatch(action -> Footing.of(action).isEmpty() && action.region().isPresent());
  }

  private void atOnce(List<SetupAction> stage, Progress progress) {
    Map<String, List<SetupAction>> byRegion = new LinkedHashMap<>();
    stage.forEach(
        action ->
            byRegion
                .computeIfAbsent(action.region().orElseThrow(), any -> new ArrayList<>())
                .add(action));

    try (AtOnce atOnce = new AtOnce(regionsAtOnce)) {
      List<Future<Boolean>> regions = new ArrayList<>();

      for (List<SetupAction> actions : byRegion.values()) {
        regions.add(
            atOnce.start(
                () -> {
                  actions.forEach(action -> progress.add(action, outcome(action, progress)));
                  return true;
                }));
      }

      awaitAll(regions);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while actions were done.", e);
    }
  }

  /**
   * Whoever stops the execution stops it in every region, after the action there at that moment.
   */
  private static void awaitAll(List<Future<Boolean>> regions) throws InterruptedException {
    Optional<RuntimeException> stopped = Optional.empty();

    for (Future<Boolean> region : regions) {
      try {
        AtOnce.result(region);
      } catch (RuntimeException e) {
        stopped = stopped.or(() -> Optional.of(e));
      }
    }

    if (stopped.isPresent()) {
      throw stopped.get();
    }
  }

  private Outcome outcome(SetupAction action, Progress progress) {
    if (progress.footings.stream().anyMatch(footing -> footing.carries(action))) {
      return new Outcome(
          action, State.SKIPPED, "Not tried, because what it stands on failed; see above.");
    }

    if (action.region().filter(progress.regions::contains).isPresent()) {
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
