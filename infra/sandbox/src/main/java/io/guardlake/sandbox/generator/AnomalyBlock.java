package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.util.List;

/** {@code service.detection.anomaly}: what is usual, and what was not. */
final class AnomalyBlock {
  private AnomalyBlock() {}

  static void write(Json json, Scene scene) throws IOException {
    json.object(
        "anomaly",
        anomaly -> {
          anomaly.object("profiles", profiles -> profiles(profiles, scene));
          anomaly.object(
              "unusual",
              unusual -> unusual.object("behavior", behavior -> behavior(behavior, scene)));
        });
  }

  private static void profiles(Json json, Scene scene) throws IOException {
    json.object(
        "account",
        account ->
            account.array(
                "apis",
                apis -> {
                  apis.element(one -> feature(one, "FREQUENT", "DescribeInstances"));
                  apis.element(one -> feature(one, "INFREQUENT", scene.call().api()));
                }));
    json.object(
        "user",
        user ->
            user.array(
                "asnOrgs",
                organizations -> {
                  organizations.element(one -> feature(one, "FREQUENT", "Example Cloud"));
                  organizations.element(one -> feature(one, rarity(scene), organization(scene)));
                }));
  }

  private static void behavior(Json json, Scene scene) throws IOException {
    json.object(
        "account",
        account ->
            account.object(
                "asnOrg", unusual -> feature(unusual, rarity(scene), organization(scene))));
    json.object(
        "user",
        user ->
            user.object(
                "api",
                unusual ->
                    feature(
                        unusual,
                        scene.latest().chance(0.8) ? "INFREQUENT" : "FREQUENT",
                        scene.call().api())));
  }

  private static String rarity(Scene scene) {
    return scene.latest().chance(0.5) ? "UNSEEN" : "RARE";
  }

  private static String organization(Scene scene) {
    return scene.remote().place().organization();
  }

  private static void feature(Json json, String subtype, String value) throws IOException {
    json.text("profileType", "FREQUENCY");
    json.text("profileSubtype", subtype);
    json.object("observations", seen -> seen.texts("text", List.of(value)));
  }
}
