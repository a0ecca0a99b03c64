package io.guardlake.setup.plan;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A plan as JSON. Readers may take any minor version of a major they know, and skip what they do
 * not know.
 */
final class PlanJson {
  private static final String FORMAT_VERSION = "1.0";
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private PlanJson() {}

  static String write(SetupPlan plan) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("formatVersion", FORMAT_VERSION).put("fingerprint", fingerprint(plan));
    root.put("setup", plan.setup());
    plan.accounts().forEach(root.putArray("accounts")::add);
    root.set("actions", actions(plan));
    ArrayNode regions = root.putArray("regions");
    plan.regions()
        .forEach(
            each ->
                regions
                    .addObject()
                    .put("region", each.region())
                    .put("verdict", each.kind().name())
                    .put("sentence", each.sentence()));
    ArrayNode obstacles = root.putArray("obstacles");
    plan.obstacles()
        .forEach(
            each ->
                obstacles
                    .addObject()
                    .put("region", each.region().orElse(null))
                    .put("sentence", each.sentence()));
    ArrayNode steps = root.putArray("manualSteps");

    for (ManualStep step : plan.manualSteps()) {
      ObjectNode node = steps.addObject().put("sentence", step.sentence());
      step.statements().forEach(node.putArray("statements")::add);
    }

    plan.notes().forEach(root.putArray("notes")::add);
    return root.toPrettyString();
  }

  static String fingerprint(SetupPlan plan) {
    ObjectNode root = MAPPER.createObjectNode().put("setup", plan.setup());
    plan.accounts().forEach(root.putArray("accounts")::add);
    root.set("actions", actions(plan));
    return HexFormat.of().formatHex(sha256(root.toString()));
  }

  private static ArrayNode actions(SetupPlan plan) {
    ArrayNode actions = MAPPER.createArrayNode();

    for (SetupAction action : plan.actions()) {
      ObjectNode node = actions.addObject().put("kind", action.kind());
      node.put("stage", action.stage().name()).put("region", action.region().orElse(null));
      node.put("description", action.describe());
      ArrayNode effects = node.putArray("effects");
      action.effects().stream().sorted().map(Enum::name).forEach(effects::add);
      undo(node.putObject("undo"), action.undo());

      if (action instanceof EditPolicy edit) {
        policy(node.putObject("policy"), edit);
      }
    }

    return actions;
  }

  private static void undo(ObjectNode node, Undo undo) {
    if (undo instanceof Undo.By by) {
      node.put("by", "ACTION").put("description", by.action().describe());
    } else if (undo instanceof Undo.ByHand hand) {
      node.put("by", "HAND").put("command", hand.command());
    } else if (undo instanceof Undo.Never never) {
      node.put("by", "NOTHING").put("reason", never.why());
    }
  }

  private static void policy(ObjectNode node, EditPolicy edit) {
    node.put("kind", edit.target().kind().name()).put("resource", edit.target().resource());
    node.put("account", edit.target().account()).put("before", edit.before().fingerprint());
    node.put("foreignStatements", edit.foreign());
    ArrayNode diffs = node.putArray("statements");
    edit.diffs()
        .forEach(
            diff -> {
              ObjectNode each = diffs.addObject().put("sid", diff.sid());
              each.put("change", diff.kind().name());
              diff.lines().forEach(each.putArray("lines")::add);
            });
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
