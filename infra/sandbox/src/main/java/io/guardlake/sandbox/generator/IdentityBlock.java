package io.guardlake.sandbox.generator;

import java.io.IOException;

/** {@code resource.accessKeyDetails}. */
final class IdentityBlock {
  private IdentityBlock() {}

  static void write(Json json, Scene scene) throws IOException {
    json.object("accessKeyDetails", key -> fields(key, scene));
  }

  private static void fields(Json json, Scene scene) throws IOException {
    Asset asset = scene.asset();

    if (scene.kind().activity() == Activity.INSTANCE_API_CALL) {
      // An instance's role gives it temporary keys.
      json.text("accessKeyId", "ASIA" + asset.accessKeyId().substring(4));
    } else {
      json.text("accessKeyId", asset.accessKeyId());
    }

    if (scene.kind().type().contains("RootCredential")) {
      json.text("principalId", scene.origin().accountId());
      json.text("userName", "Root").text("userType", "Root");
      return;
    }

    if (scene.kind().activity() == Activity.INSTANCE_API_CALL) {
      String role = "AROA" + asset.principalId().substring(4);
      json.text("principalId", role + ":" + asset.instanceId());
      json.text("userName", asset.role()).text("userType", "AssumedRole");
      return;
    }

    json.text("principalId", principalId(asset));
    json.text("userName", userName(asset));
    json.text("userType", userType(asset));
  }

  static String principalId(Asset asset) {
    return isRole(asset) ? asset.principalId() + ":" + asset.user() : asset.principalId();
  }

  /** The role's name where one was assumed; the session, named after the person, is in the id. */
  static String userName(Asset asset) {
    return isRole(asset) ? asset.role() : asset.user();
  }

  static String userType(Asset asset) {
    return isRole(asset) ? "AssumedRole" : "IAMUser";
  }

  private static boolean isRole(Asset asset) {
    return asset.principalId().startsWith("AROA");
  }
}
