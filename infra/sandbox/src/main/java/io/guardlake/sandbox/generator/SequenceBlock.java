package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.util.List;

/** {@code service.detection.sequence}: who did it, to what, from where, and the signals of it. */
final class SequenceBlock {
  private SequenceBlock() {}

  static void write(Json json, Scene scene) throws IOException {
    SequencePlan plan = SequencePlan.of(scene);
    json.object("sequence", sequence -> fields(sequence, scene, plan));
  }

  private static void fields(Json json, Scene scene, SequencePlan plan) throws IOException {
    json.text("uid", "sequence-" + scene.findingId());
    json.text("description", scene.description());
    json.array(
        "actors",
        actors -> {
          for (SequenceActor actor : plan.actors()) {
            actors.element(one -> actor.write(one, scene));
          }
        });
    json.array(
        "resources",
        resources -> {
          for (SequenceResource resource : plan.resources()) {
            resources.element(one -> resource.write(one, scene));
          }
        });
    json.array(
        "endpoints",
        endpoints -> {
          for (SequenceEndpoint endpoint : plan.endpoints()) {
            endpoints.element(endpoint::write);
          }
        });
    json.array(
        "signals",
        signals -> {
          for (SequenceSignal signal : plan.signals()) {
            signals.element(one -> signal.write(one, scene.times()));
          }
        });
    json.array(
        "sequenceIndicators",
        all -> SequenceIndicators.write(all, SequenceIndicators.ofSequence(plan.signals())));
    json.texts("additionalSequenceTypes", additionalTypes(scene));
  }

  private static List<String> additionalTypes(Scene scene) {
    if (scene.lastingDice("additional types").chance(0.7)) {
      return List.of();
    }

    boolean credentials = scene.kind().type().contains(":IAM/");
    return List.of(
        credentials
            ? "AttackSequence:S3/CompromisedData"
            : "AttackSequence:IAM/CompromisedCredentials");
  }
}
