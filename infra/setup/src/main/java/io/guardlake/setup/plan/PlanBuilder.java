package io.guardlake.setup.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Gathers a plan. Actions are sorted by stage at the end; within a stage they keep their order. */
final class PlanBuilder {
  private final List<SetupAction> actions = new ArrayList<>();
  private final List<RegionVerdict> regions = new ArrayList<>();
  private final List<Obstacle> obstacles = new ArrayList<>();
  private final List<ManualStep> manualSteps = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  void add(SetupAction action) {
    actions.add(action);
  }

  void verdict(String region, RegionVerdict.Kind kind, String sentence) {
    regions.add(new RegionVerdict(region, kind, sentence));
  }

  void obstacle(String sentence) {
    obstacles.add(new Obstacle(Optional.empty(), sentence));
  }

  void obstacle(String region, String sentence) {
    obstacles.add(new Obstacle(Optional.of(region), sentence));
  }

  boolean hasObstacles() {
    return !obstacles.isEmpty();
  }

  void manual(String sentence, List<String> statements) {
    manualSteps.add(new ManualStep(sentence, statements));
  }

  void note(String sentence) {
    notes.add(sentence);
  }

  /** The plan in the order of the stages. */
  SetupPlan forwards(String setup, List<String> accounts) {
    return build(setup, accounts, Comparator.comparing(SetupAction::stage));
  }

  /** The plan in the order that takes down what the stages build up. */
  SetupPlan backwards(String setup, List<String> accounts) {
    return build(setup, accounts, Comparator.comparing(SetupAction::stage).reversed());
  }

  private SetupPlan build(String setup, List<String> accounts, Comparator<SetupAction> order) {
    List<SetupAction> sorted = new ArrayList<>(actions);
    sorted.sort(order);
    return new SetupPlan(setup, accounts, sorted, regions, obstacles, manualSteps, notes);
  }
}
