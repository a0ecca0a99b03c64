package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code service.detection.anomaly}: what is usual, and what was not. */
final class AnomalyBlock {
  private static final List<String> UNUSUAL = List.of("UNSEEN", "RARE", "INFREQUENT");

  private AnomalyBlock() {}

  /** Whether findings of a kind come from comparing with what is usual. */
  static boolean isAnomaly(FindingKind kind) {
    return kind.type().contains("Anomalous") || kind.type().endsWith("CostHarvesting");
  }

  static void write(Json json, Scene scene) throws IOException {
    Map<String, List<Seen>> scopes = scopes(scene);
    json.object(
        "anomaly",
        anomaly -> {
          anomaly.object("profiles", profiles -> profiles(profiles, scopes));
          anomaly.object(
              "unusual",
              unusual -> unusual.object("behavior", behavior -> behavior(behavior, scopes)));
        });
  }

  private static Map<String, List<Seen>> scopes(Scene scene) {
    Map<String, List<Seen>> scopes = new LinkedHashMap<>();

    for (AnomalyFeature feature : AnomalyFeature.of(scene)) {
      boolean first = scopes.isEmpty();
      String subtype =
          first || scene.latest().chance(0.6) ? scene.latest().pick(UNUSUAL) : "FREQUENT";
      scopes
          .computeIfAbsent(feature.scope(), absent -> new ArrayList<>())
          .add(new Seen(feature, subtype));
    }

    return scopes;
  }

  private static void profiles(Json json, Map<String, List<Seen>> scopes) throws IOException {
    for (Map.Entry<String, List<Seen>> scope : scopes.entrySet()) {
      json.object(
          scope.getKey(),
          profile -> {
            for (Seen seen : scope.getValue()) {
              profile.array(seen.feature().plural(), values -> values(values, seen));
            }
          });
    }
  }

  private static void values(Json json, Seen seen) throws IOException {
    if (!seen.feature().usual().equals(seen.feature().observed())) {
      json.element(one -> value(one, "FREQUENT", seen.feature().usual()));
    }

    json.element(one -> value(one, seen.subtype(), seen.feature().observed()));
  }

  private static void behavior(Json json, Map<String, List<Seen>> scopes) throws IOException {
    for (Map.Entry<String, List<Seen>> scope : scopes.entrySet()) {
      json.object(
          scope.getKey(),
          profile -> {
            for (Seen seen : scope.getValue()) {
              profile.object(
                  seen.feature().singular(),
                  one -> value(one, seen.subtype(), seen.feature().observed()));
            }
          });
    }
  }

  private static void value(Json json, String subtype, String value) throws IOException {
    json.text("profileType", "FREQUENCY");
    json.text("profileSubtype", subtype);
    json.object("observations", seen -> seen.texts("text", List.of(value)));
  }

  /** How often the value of a feature was seen before. */
  private record Seen(AnomalyFeature feature, String subtype) {}
}
