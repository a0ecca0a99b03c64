package io.guardlake.setup.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.guardlake.setup.plan.EditPolicy;
import io.guardlake.setup.plan.Effect;
import io.guardlake.setup.plan.SetupAction;
import io.guardlake.setup.plan.SetupPlan;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whether a plan is what is left of a reviewed one that was begun. What is left may be worded
 * differently, as a detector that the delegation made needs its frequency changed rather than being
 * made with it. But nothing may be done at a place, or have an effect there that must be allowed,
 * that the reviewed plan had not, and a policy must be the one that was reviewed, or have our
 * statements already.
 */
final class Remainder {
  private final Map<String, Set<String>> places = new TreeMap<>();
  private final Map<String, String> policies = new TreeMap<>();

  private Remainder(JsonNode reviewed) {
    for (JsonNode action : reviewed.path("actions")) {
      Set<String> effects =
          places.computeIfAbsent(
              place(action.path("stage").asText(), action.path("region").asText("")),
              any -> new TreeSet<>());
      action.path("effects").forEach(effect -> effects.add(effect.asText()));
      JsonNode policy = action.path("policy");

      if (!policy.isMissingNode()) {
        policies.put(policy.path("kind").asText(), policy.path("before").asText());
      }
    }
  }

  /** Why the plan is not what is left of the reviewed one; empty: it is. */
  static Optional<String> refusal(JsonNode reviewed, SetupPlan now) {
    Remainder remainder = new Remainder(reviewed);
    return now.actions().stream().flatMap(action -> remainder.refusal(action).stream()).findFirst();
  }

  private Optional<String> refusal(SetupAction action) {
    Set<String> effects = places.get(place(action.stage().name(), action.region().orElse("")));
    boolean covered =
        effects != null
            && action.effects().stream()
                .filter(Effect::needsAllowing)
                .map(Effect::name)
                .allMatch(effects::contains);

    if (!covered) {
      return Optional.of("Now there is this to do as well: " + action.describe());
    }

    if (action instanceof EditPolicy edit
        && !edit.before().fingerprint().equals(policies.get(edit.target().kind().name()))) {
      return Optional.of("Someone changed %s.".formatted(edit.target().label()));
    }

    return Optional.empty();
  }

  private static String place(String stage, String region) {
    return stage + " " + region;
  }
}
