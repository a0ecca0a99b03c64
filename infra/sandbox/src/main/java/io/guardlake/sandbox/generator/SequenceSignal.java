package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One signal of an attack sequence: another finding, or what a log shows.
 *
 * @param resource the uid of what it is about
 * @param actor null where none is known
 * @param endpoint null where none is known
 * @param indicators values by the indicators' keys
 */
record SequenceSignal(
    String uid,
    SequenceStep step,
    String resource,
    SequenceActor actor,
    SequenceEndpoint endpoint,
    Instant firstSeen,
    Instant lastSeen,
    int count,
    Map<String, List<String>> indicators) {

  void write(Json json, TimeStyle times) throws IOException {
    String name = name();
    json.text("uid", uid);
    json.text("type", step.log());
    json.text("description", name + " was seen on " + resource + ".");
    json.text("name", name);
    json.time("createdAt", firstSeen, times);
    json.time("updatedAt", lastSeen, times);
    json.time("firstSeenAt", firstSeen, times);
    json.time("lastSeenAt", lastSeen, times);

    if (step.isFinding()) {
      json.literal("severity", step.severity());
    }

    json.number("count", count);
    json.texts("resourceUids", List.of(resource));
    json.texts("actorIds", actor == null ? List.of() : List.of(actor.id()));
    json.texts("endpointIds", endpoint == null ? List.of() : List.of(endpoint.id()));
    json.array("signalIndicators", all -> SequenceIndicators.write(all, indicators));
  }

  private String name() {
    return switch (step.log()) {
      case "CLOUD_TRAIL", "S3_DATA_EVENTS" -> step.name().substring(step.name().indexOf(':') + 1);
      case "DNS_LOGS" -> "Query of " + endpoint.domain();
      case "FLOW_LOGS" -> "Connection to " + endpoint.remote().address();
      case "RUNTIME_MONITORING" -> "Start of " + step.name();
      default -> step.name();
    };
  }
}
