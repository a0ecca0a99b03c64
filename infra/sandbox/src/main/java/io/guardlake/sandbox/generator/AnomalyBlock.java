package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.util.List;

/** {@code service.detection.anomaly}: what is usual, and what was not. */
final class AnomalyBlock {
  private AnomalyBlock() {}

  static void write(Json json, Scene scene) throws IOException {
    json.object(
        "detection",
        detection ->
            detection.object(
                "anomaly",
                anomaly -> {
                  anomaly.object("profiles", profiles -> profiles(profiles, scene));
                  anomaly.object(
                      "unusual",
                      unusual -> unusual.object("behavior", behavior -> behavior(behavior, scene)));
                }));
  }

  private static void profiles(Json json, Scene scene) throws IOException {
    json.object(
        "account",
        account ->
            account.array(
                "apis",
                apis -> {
                  profile(apis, "Api", "FREQUENT", "DescribeInstances");
                  profile(apis, "Api", "INFREQUENT", scene.call().api());
                }));
    json.object(
        "user",
        user ->
            user.array(
                "asnOrgs",
                organizations -> profile(organizations, "AsnOrg", "FREQUENT", "Example Cloud")));
  }

  private static void profile(Json json, String type, String frequency, String value)
      throws IOException {
    json.element(
        feature ->
            feature
                .text("profileType", "FREQUENCY")
                .text("profileSubtype", frequency)
                .object("observations", seen -> seen.texts("text", List.of(type + ":" + value))));
  }

  private static void behavior(Json json, Scene scene) throws IOException {
    String organization = scene.remote().place().organization();
    json.object(
        "account",
        account ->
            account.object(
                "asnOrg",
                unusual ->
                    unusual.object(
                        "observations", seen -> seen.texts("text", List.of(organization)))));
  }
}
