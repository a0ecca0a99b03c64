package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.util.List;

/**
 * What AI Protection adds beside the access key: {@code resource.bedrockGuardrailDetails} for
 * prompt injection, {@code resource.modelDetails} for its other findings (GuardDuty user guide, "AI
 * Protection finding types").
 */
final class ModelBlock {
  private static final List<String> FILTERS =
      List.of("PROMPT_ATTACK", "JAILBREAK", "HATE", "INSULTS", "SEXUAL", "VIOLENCE", "MISCONDUCT");
  private static final List<String> CONFIDENCES = List.of("HIGH", "MEDIUM", "LOW", "NONE");

  private ModelBlock() {}

  static void write(Json json, Scene scene) throws IOException {
    if (scene.kind().type().contains("PromptInjection")) {
      json.object("bedrockGuardrailDetails", details -> guardrail(details, scene));
      return;
    }

    Dice dice = scene.latest();
    json.array(
        "modelDetails",
        models -> {
          for (int model = dice.between(1, 2); model > 0; model--) {
            models.element(one -> one.text("modelId", dice.pick(Words.MODELS)));
          }
        });
  }

  private static void guardrail(Json json, Scene scene) throws IOException {
    Dice dice = scene.latest();
    String id = scene.assetDice("guardrail").alphanumeric(12);
    String arn = scene.origin().arn("bedrock", "guardrail/" + id);
    String version = Integer.toString(scene.assetDice("guardrail version").between(1, 9));
    boolean intervened = dice.chance(0.8);
    json.text("guardrailArn", arn);
    json.text("guardrailVersion", version);
    json.array(
        "guardrails", all -> all.element(one -> one.text("arn", arn).text("version", version)));
    json.text("guardrailAction", intervened ? "GUARDRAIL_INTERVENED" : "NONE");
    json.text("guardrailSource", dice.chance(0.7) ? "INPUT" : "OUTPUT");
    json.array(
        "contentPolicyFilters",
        filters -> {
          filter(filters, FILTERS.get(dice.between(0, 1)), "HIGH", intervened);

          for (String type : FILTERS.subList(2, FILTERS.size())) {
            if (dice.chance(0.3)) {
              filter(filters, type, dice.pick(CONFIDENCES), false);
            }
          }
        });
  }

  private static void filter(Json json, String type, String confidence, boolean blocked)
      throws IOException {
    json.element(
        filter ->
            filter
                .text("type", type)
                .text("confidence", confidence)
                .text("action", blocked ? "BLOCKED" : "NONE"));
  }
}
