package io.guardlake.setup.run;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guardlake.setup.plan.SetupPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A plan that was reviewed, as it is kept in a file. Its actions are for people; what counts is its
 * fingerprint, and which regions, stages and policies it touches.
 *
 * @param config the fingerprint of the configuration that it is for
 * @param plan the plan's JSON
 */
record PlanFile(String config, JsonNode plan) {
  private static final String FORMAT = "1.0";
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  PlanFile {
    requireNonNull(config, "config is null");
    requireNonNull(plan, "plan is null");
  }

  static PlanFile of(SetupPlan plan, String config) {
    try {
      return new PlanFile(config, MAPPER.readTree(plan.json()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a plan is always JSON", e);
    }
  }

  String fingerprint() {
    return plan.path("fingerprint").asText();
  }

  void write(Path file) {
    ObjectNode root = MAPPER.createObjectNode().put("formatVersion", FORMAT).put("config", config);
    root.set("plan", plan);

    try {
      Files.writeString(file, root.toPrettyString() + "\n", StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new SetupException("The plan cannot be written to %s: %s.".formatted(file, e), e);
    }
  }

  static PlanFile read(Path file) {
    JsonNode root;

    try {
      root = MAPPER.readTree(Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new SetupException(
          "%s cannot be read as a plan (%s); make one with guardlake setup plan --out."
              .formatted(file, e.getMessage()),
          e);
    }

    if (!root.path("formatVersion").asText().startsWith("1.")
        || !root.path("plan").path("fingerprint").isTextual()) {
      throw new SetupException(
          "%s is no plan of this version; make one with guardlake setup plan --out."
              .formatted(file));
    }

    return new PlanFile(root.path("config").asText(), root.path("plan"));
  }
}
