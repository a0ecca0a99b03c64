package io.guardlake.sandbox.generator;

import java.io.IOException;

/** {@code resource.ebsVolumeDetails}: what a scan looked at, and what it could not. */
final class VolumeBlock {
  private VolumeBlock() {}

  static void write(Json json, Scene scene) throws IOException {
    Dice dice = scene.assetDice("volume");
    boolean encrypted = dice.chance(0.4);
    json.object(
        "ebsVolumeDetails",
        details -> {
          details.array(
              "scannedVolumeDetails",
              volumes ->
                  volumes.element(
                      one -> volume(one, scene, arn(scene), "/dev/xvda", encrypted, dice)));

          if (dice.chance(0.7)) {
            details.nothing("skippedVolumeDetails");
            return;
          }

          String skipped = scene.origin().arn("ec2", "volume/vol-0" + dice.hex(16));
          details.array(
              "skippedVolumeDetails",
              volumes ->
                  volumes.element(one -> volume(one, scene, skipped, "/dev/xvdb", true, dice)));
        });
  }

  private static void volume(
      Json json, Scene scene, String arn, String device, boolean encrypted, Dice dice)
      throws IOException {
    json.text("volumeArn", arn);
    json.text("volumeType", dice.chance(0.8) ? "gp3" : "io2");
    json.text("deviceName", device);
    json.number("volumeSizeInGB", dice.between(8, 500));
    json.text("encryptionType", encrypted ? "CMK" : "UNENCRYPTED");
    json.text("snapshotArn", snapshotArn(scene));
    json.text("kmsKeyArn", encrypted ? scene.origin().arn("kms", "key/" + dice.uuid()) : null);
  }

  static String arn(Scene scene) {
    String suffix = scene.asset().instanceId().substring("i-".length());
    return scene.origin().arn("ec2", "volume/vol-" + suffix);
  }

  static String snapshotArn(Scene scene) {
    return scene.origin().imageArn("snapshot/" + scene.asset().snapshotId());
  }
}
