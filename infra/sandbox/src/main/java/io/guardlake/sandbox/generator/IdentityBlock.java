package io.guardlake.sandbox.generator;

import java.io.IOException;

/** {@code resource.accessKeyDetails}, and what AI protection adds beside it. */
final class IdentityBlock {
  private IdentityBlock() {}

  static void write(Json json, Scene scene) throws IOException {
    Asset asset = scene.asset();
    boolean role = asset.principalId().startsWith("AROA");
    boolean root = scene.kind().type().contains("RootCredential");
    boolean instance = scene.kind().activity() == Activity.INSTANCE_API_CALL;
    json.object(
        "accessKeyDetails",
        key -> {
          key.text("accessKeyId", asset.accessKeyId());

          if (root) {
            key.text("principalId", scene.origin().accountId());
            key.text("userName", "Root").text("userType", "Root");
            return;
          }

          if (instance) {
            key.text(
                "principalId",
                "AROA" + asset.principalId().substring(4) + ":" + asset.instanceId());
            key.text("userName", asset.role()).text("userType", "AssumedRole");
            return;
          }

          key.text(
              "principalId", role ? asset.principalId() + ":" + asset.user() : asset.principalId());
          key.text("userName", asset.user());
          key.text("userType", role ? "AssumedRole" : "IAMUser");
        });

    if (scene.kind().activity() == Activity.BEDROCK_CALL) {
      guardrail(json, scene);
    }
  }

  private static void guardrail(Json json, Scene scene) throws IOException {
    String guardrail =
        scene.origin().arn("bedrock", "guardrail/" + scene.findingId().substring(22));
    json.object(
        "bedrockGuardrailDetails",
        details ->
            details
                .text("guardrailArn", guardrail)
                .text("guardrailVersion", "1")
                .array(
                    "guardrails",
                    all -> all.element(one -> one.text("arn", guardrail).text("version", "1")))
                .text("guardrailAction", "GUARDRAIL_INTERVENED")
                .text("guardrailSource", "INPUT")
                .array(
                    "contentPolicyFilters",
                    filters ->
                        filters.element(
                            filter ->
                                filter
                                    .text("type", "PROMPT_ATTACK")
                                    .text("confidence", "HIGH")
                                    .text("action", "BLOCKED"))));
    json.array(
        "modelDetails",
        models -> models.element(model -> model.text("modelId", "example.model-v1:0")));
  }
}
