package io.guardlake.sandbox.generator;

import java.io.IOException;

/** A container, alone or in a Kubernetes workload or an ECS task. */
final class ContainerBlock {
  private ContainerBlock() {}

  static void write(Json json, Scene scene) throws IOException {
    json.object("containerDetails", container -> fields(container, scene, false));
  }

  /**
   * The container's fields; a bare one has explicit nulls where details are not known, which real
   * exports show.
   */
  static void fields(Json json, Scene scene, boolean bare) throws IOException {
    Asset asset = scene.asset();
    Dice dice = scene.assetDice("container");
    json.text("containerRuntime", bare ? null : "containerd");
    json.text("id", bare ? null : asset.containerId());
    json.text("name", asset.service());
    json.text("image", image(scene));
    json.text("imagePrefix", dice.chance(0.3) ? registry(asset.image()) : null);
    // Not in the SDK's model yet seen in exports: readers must keep fields they do not know.
    json.text("imageUid", bare ? null : imageUid(scene));

    if (bare) {
      json.nothing("volumeMounts");
      json.nothing("securityContext");
      return;
    }

    json.array(
        "volumeMounts",
        mounts ->
            mounts.element(
                mount ->
                    mount.text("name", "config").text("mountPath", "/etc/" + asset.service())));
    boolean privileged = dice.chance(0.2);
    json.object(
        "securityContext",
        context ->
            context.flag("privileged", privileged).flag("allowPrivilegeEscalation", privileged));
  }

  static String image(Scene scene) {
    Dice dice = scene.assetDice("image tag");
    return scene.asset().image() + ":" + dice.between(1, 9) + "." + dice.between(0, 40);
  }

  static String imageUid(Scene scene) {
    return "sha256:" + scene.assetDice("image").hex(64);
  }

  private static String registry(String image) {
    return image.substring(0, image.indexOf('/'));
  }
}
