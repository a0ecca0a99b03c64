package io.guardlake.sandbox.generator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything in an attack sequence, fitted together. It stays the same over the finding's versions,
 * but for signals that each version adds at the end.
 */
record SequencePlan(
    List<SequenceActor> actors,
    List<SequenceResource> resources,
    List<SequenceEndpoint> endpoints,
    List<SequenceSignal> signals) {
  SequencePlan {
    actors = List.copyOf(actors);
    resources = List.copyOf(resources);
    endpoints = List.copyOf(endpoints);
    signals = List.copyOf(signals);
  }

  static SequencePlan of(Scene scene) {
    List<SequenceActor> actors = actors(scene);
    List<SequenceResource> resources = SequenceResources.of(scene, actors);
    List<SequenceEndpoint> endpoints = endpoints(scene);
    List<SequenceSignal> signals = signals(scene, actors, resources, endpoints);
    return new SequencePlan(actors, resources, endpoints, signals);
  }

  private static boolean isOfWorkloads(Scene scene) {
    String type = scene.kind().type();
    return !type.contains(":IAM/") && !type.contains(":S3/");
  }

  /** Up to 3; of credentials up to 2. Workloads are attacked by a process first, then by users. */
  private static List<SequenceActor> actors(Scene scene) {
    Dice dice = scene.lastingDice("actors");
    int count = dice.between(1, scene.kind().type().contains(":IAM/") ? 2 : 3);
    List<SequenceActor> actors = new ArrayList<>();

    for (int number = 1; number <= count; number++) {
      boolean process = number == 1 && isOfWorkloads(scene);
      Asset asset = number == 1 ? scene.asset() : scene.otherAsset(number);
      String program = process ? dice.pick(Words.DROPPED_PROGRAMS) : null;
      actors.add(new SequenceActor("actor-" + number, asset, program));
    }

    return actors;
  }

  /** Up to 4; the last of those of a workload may be a domain. */
  private static List<SequenceEndpoint> endpoints(Scene scene) {
    Dice dice = scene.lastingDice("endpoints");
    List<String> domains = Scene.DOMAINS.of(scene.kind().type());
    int count = dice.between(1, 4);
    List<SequenceEndpoint> endpoints = new ArrayList<>();

    for (int number = 1; number <= count; number++) {
      String id = "endpoint-" + number;

      if (number > 1 && number == count && isOfWorkloads(scene)) {
        endpoints.add(new SequenceEndpoint(id, null, dice.pick(domains), 53, "OUTBOUND"));
      } else {
        String direction = dice.chance(0.7) ? "INBOUND" : "OUTBOUND";
        endpoints.add(new SequenceEndpoint(id, Remote.draw(dice), null, 443, direction));
      }
    }

    return endpoints;
  }

  private static List<SequenceSignal> signals(
      Scene scene,
      List<SequenceActor> actors,
      List<SequenceResource> resources,
      List<SequenceEndpoint> endpoints) {
    List<SequenceStep> steps =
        SequenceStep.BY_TYPE.of(scene.kind().type()).stream()
            .filter(
                step ->
                    step.actor() == SequenceStep.Actor.NONE || !actorsOf(step, actors).isEmpty())
            .filter(
                step ->
                    step.endpoint() == SequenceStep.Endpoint.NONE
                        || !endpointsOf(step, endpoints).isEmpty())
            .toList();
    List<SequenceSignal> signals = new ArrayList<>();

    for (int number = 0; number < scene.signals(); number++) {
      SequenceStep step = steps.get(number * steps.size() / scene.mostSignals());
      Dice dice = scene.lastingDice("signal " + number);
      SequenceActor actor =
          step.actor() == SequenceStep.Actor.NONE ? null : dice.pick(actorsOf(step, actors));
      SequenceEndpoint endpoint =
          step.endpoint() == SequenceStep.Endpoint.NONE
              ? null
              : dice.pick(endpointsOf(step, endpoints));
      Instant last = lastSeen(scene, number);
      signals.add(
          new SequenceSignal(
              step.isFinding() ? scene.origin().findingArn(dice.hex(32)) : dice.hex(32),
              step,
              resource(step, actor, resources),
              actor,
              endpoint,
              last.minusSeconds(dice.between(0, 50)),
              last,
              dice.between(1, 20),
              SequenceIndicators.ofSignal(step, actor, endpoint, dice)));
    }

    return signals;
  }

  private static List<SequenceActor> actorsOf(SequenceStep step, List<SequenceActor> actors) {
    return actors.stream().filter(actor -> actor.kind() == step.actor()).toList();
  }

  private static List<SequenceEndpoint> endpointsOf(
      SequenceStep step, List<SequenceEndpoint> endpoints) {
    return endpoints.stream().filter(endpoint -> endpoint.kind() == step.endpoint()).toList();
  }

  /** A user's own key, or the first resource of the step's type. */
  private static String resource(
      SequenceStep step, SequenceActor actor, List<SequenceResource> resources) {
    if (step.resource().equals("ACCESS_KEY")) {
      return actor.asset().accessKeyId();
    }

    return resources.stream()
        .filter(resource -> resource.type().equals(step.resource()))
        .map(SequenceResource::uid)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No resource for " + step + "."));
  }

  /** The first version's signals are spread over its time; later ones came one a version. */
  private static Instant lastSeen(Scene scene, int number) {
    Instant from = scene.moment().firstSeen();
    List<Instant> seen = scene.moment().seen();
    int first = scene.firstSignals();

    if (number >= first) {
      return seen.get(number - first + 1);
    }

    long seconds = Duration.between(from, seen.get(0)).toSeconds();
    return from.plusSeconds(seconds * (number + 1) / first);
  }
}
