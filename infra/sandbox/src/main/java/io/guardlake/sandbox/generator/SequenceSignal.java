package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** One signal of an attack sequence: another finding, or what a log shows. */
final class SequenceSignal {
  private static final List<String> CLOUD =
      List.of("FINDING", "CLOUD_TRAIL", "S3_DATA_EVENTS", "CLOUD_TRAIL");
  private static final List<String> WORKLOADS =
      List.of("FINDING", "RUNTIME_MONITORING", "FLOW_LOGS", "DNS_LOGS", "CLOUD_TRAIL");
  private static final List<String> KUBERNETES =
      List.of("FINDING", "EKS_AUDIT_LOGS", "RUNTIME_MONITORING", "DNS_LOGS");

  private SequenceSignal() {}

  static void write(
      Json json, Scene scene, int number, String resource, String actor, String endpoint)
      throws IOException {
    Dice dice = scene.latest();
    List<String> types = types(scene.kind().type());
    String type = types.get(number % types.size());
    boolean finding = type.equals("FINDING");
    String name = finding ? findingType(scene.kind().type()) : scene.callName(type);
    // The oldest signal first, all of them before the sequence was last seen.
    Instant last = scene.moment().lastSeen().minusSeconds(60L * (scene.signals() - number));
    Instant first = last.minusSeconds(dice.between(0, 1800));
    json.text("uid", finding ? scene.origin().findingArn(dice.hex(32)) : dice.hex(32));
    json.text("type", type);
    json.text("description", name + " was seen on " + resource + ".");
    json.text("name", name);
    json.time("createdAt", first, scene.times());
    json.time("updatedAt", last, scene.times());
    json.time("firstSeenAt", first, scene.times());
    json.time("lastSeenAt", last, scene.times());

    if (finding) {
      json.literal("severity", dice.pick(List.of("2.0", "5.0", "8.0")));
    }

    json.number("count", dice.between(1, 20));
    json.texts("resourceUids", List.of(resource));
    json.texts("actorIds", List.of(actor));
    json.texts("endpointIds", List.of(endpoint));
    json.array("signalIndicators", all -> SequenceIndicators.ofSignal(all, scene));
  }

  private static List<String> types(String type) {
    if (type.contains(":EKS/")) {
      return KUBERNETES;
    }

    return type.contains(":IAM/") || type.contains(":S3/") ? CLOUD : WORKLOADS;
  }

  private static String findingType(String sequence) {
    if (sequence.contains(":S3/")) {
      return "Exfiltration:S3/AnomalousBehavior";
    }

    return sequence.contains(":IAM/")
        ? "Persistence:IAMUser/AnomalousBehavior"
        : "Execution:Runtime/NewBinaryExecuted";
  }
}
