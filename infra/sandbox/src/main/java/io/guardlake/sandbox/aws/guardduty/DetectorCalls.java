package io.guardlake.sandbox.aws.guardduty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guardlake.sandbox.aws.http.AwsAnswer;
import io.guardlake.sandbox.aws.http.Call;
import io.guardlake.sandbox.aws.http.Page;
import io.guardlake.sandbox.aws.world.AwsWorld;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The operations on detectors. */
final class DetectorCalls {
  private static final Set<String> FREQUENCIES = Set.of("FIFTEEN_MINUTES", "ONE_HOUR", "SIX_HOURS");
  private static final int MOST_IN_PAGE = 50;

  private final AwsWorld world;
  private final GuardDuty guardDuty;

  DetectorCalls(AwsWorld world, GuardDuty guardDuty) {
    this.world = world;
    this.guardDuty = guardDuty;
  }

  /** The detector that a call's path names, which must be the caller's. */
  Detector of(Call call) {
    return guardDuty
        .detector(call.account(), call.region())
        .filter(detector -> detector.id.equals(call.part("detectorId")))
        .orElseThrow(BadRequests::detectorNotOwned);
  }

  AwsAnswer create(Call call) {
    JsonNode wish = call.json();

    if (guardDuty.detector(call.account(), call.region()).isPresent()) {
      throw BadRequests.detectorExists();
    }

    requireValid(wish, call.region());
    Detector detector = guardDuty.create(call.account(), call.region());
    wish.path("tags")
        .properties()
        .forEach(tag -> detector.tags.put(tag.getKey(), tag.getValue().asText()));
    set(detector, wish);
    return AwsAnswer.json(object().put("detectorId", detector.id));
  }

  AwsAnswer list(Call call) {
    List<String> ids =
        guardDuty.detector(call.account(), call.region()).map(detector -> detector.id).stream()
            .toList();
    ObjectNode answer = object();
    ArrayNode list = answer.putArray("detectorIds");
    page(call, ids, answer).items().forEach(list::add);
    return AwsAnswer.json(answer);
  }

  AwsAnswer describe(Call call) {
    Detector detector = of(call);
    ObjectNode answer =
        object()
            .put("createdAt", detector.createdAt.toString())
            .put("updatedAt", detector.updatedAt.toString())
            .put("findingPublishingFrequency", detector.frequency)
            .put(
                "serviceRole",
                "arn:%s:iam::%s:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty"
                    .formatted(world.partition().id(), detector.account))
            .put("status", detector.status);
    detector.tags.forEach(answer.putObject("tags")::put);
    ArrayNode features = answer.putArray("features");
    detector.features.values().forEach(feature -> features.add(feature.json("status")));
    return AwsAnswer.json(answer);
  }

  AwsAnswer update(Call call) {
    Detector detector = of(call);
    requireValid(call.json(), call.region());
    set(detector, call.json());
    return AwsAnswer.emptyJson();
  }

  AwsAnswer delete(Call call) {
    Detector detector = of(call);

    if (detector.members.values().stream().anyMatch(Detector.Member::isAssociated)) {
      throw BadRequests.membersLeft();
    }

    guardDuty.remove(detector);
    return AwsAnswer.emptyJson();
  }

  /** Features a request names must be there, and not both kinds of runtime monitoring. */
  void requireValid(JsonNode wish, String region) {
    Set<String> named = new HashSet<>();
    wish.path("features").forEach(feature -> named.add(feature.path("name").asText()));
    boolean unknown =
        named.stream()
            .anyMatch(
                name -> !Feature.NAMES.contains(name) || world.knobs().lacksFeature(region, name));
    boolean both = named.containsAll(Set.of("EKS_RUNTIME_MONITORING", "RUNTIME_MONITORING"));
    String frequency = wish.path("findingPublishingFrequency").asText("SIX_HOURS");

    if (unknown || both || !FREQUENCIES.contains(frequency)) {
      throw BadRequests.outOfRange();
    }
  }

  /** Sets the features that a request names; the others stay. */
  void setFeatures(Map<String, Feature> features, JsonNode wish, String settingName) {
    wish.path("features")
        .forEach(
            feature -> {
              String name = feature.path("name").asText();
              features.put(
                  name,
                  Feature.merged(
                      feature, settingName, Optional.ofNullable(features.get(name)), world.now()));
            });
  }

  /** Members follow the administrator's frequency. */
  private void set(Detector detector, JsonNode wish) {
    if (wish.has("enable")) {
      detector.status = wish.path("enable").asBoolean() ? "ENABLED" : "DISABLED";
    }

    if (wish.has("findingPublishingFrequency")) {
      detector.frequency = wish.path("findingPublishingFrequency").asText();
      detector.members.keySet().stream()
          .map(account -> guardDuty.detector(account, detector.region))
          .flatMap(Optional::stream)
          .forEach(member -> member.frequency = detector.frequency);
    }

    setFeatures(detector.features, wish, "status");
    detector.updatedAt = world.now();
  }

  <T> Page<T> page(Call call, List<T> all, ObjectNode answer) {
    Map<String, String> query = call.request().parameters();
    int most = Integer.parseInt(query.getOrDefault("maxResults", "" + MOST_IN_PAGE));
    Page<T> page =
        Page.of(
            all, query.get("nextToken"), Math.max(1, Math.min(most, MOST_IN_PAGE)), world.knobs());
    page.next().ifPresent(next -> answer.put("nextToken", next));
    return page;
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
