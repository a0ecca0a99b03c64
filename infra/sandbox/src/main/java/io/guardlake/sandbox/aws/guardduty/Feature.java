package io.guardlake.sandbox.aws.guardduty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A protection feature and how it is set: a detector's is ENABLED or DISABLED, an organization's
 * NEW, ALL or NONE.
 *
 * @param agents its additional configuration, set in the same words
 */
record Feature(String name, String setting, Instant updatedAt, Map<String, String> agents) {
  static final Set<String> NAMES =
      Set.of(
          "S3_DATA_EVENTS",
          "EKS_AUDIT_LOGS",
          "EBS_MALWARE_PROTECTION",
          "RDS_LOGIN_EVENTS",
          "LAMBDA_NETWORK_LOGS",
          "EKS_RUNTIME_MONITORING",
          "RUNTIME_MONITORING");

  Feature {
    agents = Collections.unmodifiableMap(new LinkedHashMap<>(agents));
  }

  /** What is new over what was; what a request leaves out stays. */
  static Feature merged(JsonNode wish, String settingName, Optional<Feature> before, Instant now) {
    Map<String, String> agents = new LinkedHashMap<>(before.map(Feature::agents).orElse(Map.of()));
    wish.path("additionalConfiguration")
        .forEach(
            agent -> agents.put(agent.path("name").asText(), agent.path(settingName).asText()));
    String standing = before.map(Feature::setting).orElse("");
    return new Feature(
        wish.path("name").asText(), wish.path(settingName).asText(standing), now, agents);
  }

  ObjectNode json(String settingName) {
    ObjectNode json =
        JsonNodeFactory.instance.objectNode().put("name", name).put(settingName, setting);
    boolean dated = settingName.equals("status");
    double seconds = updatedAt.toEpochMilli() / 1000.0;

    if (dated) {
      json.put("updatedAt", seconds);
    }

    ArrayNode list = json.putArray("additionalConfiguration");
    agents.forEach(
        (agent, set) -> {
          ObjectNode one = list.addObject().put("name", agent).put(settingName, set);

          if (dated) {
            one.put("updatedAt", seconds);
          }
        });
    return json;
  }
}
